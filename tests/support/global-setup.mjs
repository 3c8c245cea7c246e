// Vitest calls this once per project that needs Postgres. Under `npm test` the server is there already.
import path from "node:path";
import { ROOT } from "../../scripts/lib/files.mjs";
import { ensureTemplate, shareTestServer } from "../../scripts/lib/test-server.mjs";

export default async function setup() {
  if (process.env.LUMA_TEST_PG) {
    process.env.LUMA_TEST_TEMPLATE ??= await ensureTemplate(process.env.LUMA_TEST_PG);
    return undefined;
  }
  const shared = await shareTestServer(path.join(process.env.LUMA_DATA_DIR ?? path.join(ROOT, ".data"), "test-postgres-shared"));
  process.env.LUMA_TEST_PG = shared.superUrl;
  process.env.LUMA_TEST_TEMPLATE = shared.template;
  return async () => {
    delete process.env.LUMA_TEST_PG;
    delete process.env.LUMA_TEST_TEMPLATE;
    await shared.release();
  };
}
