/** `npm run keys:rotate`: seals every stored secret under the newest key of ENCRYPTION_KEYS. May be stopped and run again at any time. */
import { closeDatabase } from "@/db/client";
import { rotateSecrets } from "@/lib/crypto/rotate";

const { organizations, resealed, failed } = await rotateSecrets();
console.log(`${resealed} secrets of ${organizations} organizations are now under the newest key.`);
if (failed > 0) console.error(`${failed} could not be opened: their keys are missing from ENCRYPTION_KEYS. The log names them.`);
await closeDatabase();
process.exit(failed > 0 ? 1 : 0);
