// Which database a backup is of: the one that the environment names, else the embedded one (started for the command if need be).
import { demoSecrets, givenEnvironment } from "./environment.mjs";
import { Problem } from "./files.mjs";
import { checkNode } from "./install.mjs";
import { DATABASE, databaseVariables, dataRoot, startLocalDatabase } from "./local-database.mjs";

/** Calls `work` with the owner's address and the product's environment for that database. */
export async function withOwner(work) {
  checkNode();
  const given = givenEnvironment();
  if (given.DATABASE_URL) {
    if (!given.DATABASE_OWNER_URL)
      throw new Problem(
        "DATABASE_OWNER_URL is missing.",
        "It names the role that owns the schema and sees every row, on the same database as DATABASE_URL.",
      );
    return work({ ownerUrl: given.DATABASE_OWNER_URL, env: given });
  }
  const server = await startLocalDatabase(given);
  try {
    const env = { ...databaseVariables(server), ...demoSecrets(dataRoot(given)), ...given };
    return await work({ ownerUrl: server.superUrl(DATABASE), env });
  } finally {
    if (!server.adopted) await server.stop();
  }
}
