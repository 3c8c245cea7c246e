// The house checks: what the compiler and the linter cannot see. Each counts as one test.
import * as actions from "./actions.mjs";
import * as agents from "./agents.mjs";
import * as dependencies from "./dependencies.mjs";
import * as docs from "./docs.mjs";
import * as env from "./env.mjs";
import * as fileSize from "./file-size.mjs";
import * as layers from "./layers.mjs";
import * as lockfile from "./lockfile.mjs";
import * as migrations from "./migrations.mjs";
import * as pureRules from "./pure-rules.mjs";
import * as securityDoc from "./security-doc.mjs";
import * as tables from "./tables.mjs";

export const CHECKS = [lockfile, fileSize, layers, tables, env, pureRules, actions, agents, docs, migrations, dependencies, securityDoc];

/**
 * Runs every check on a checkout. One that breaks has a problem too.
 * @param {string} root
 * @returns {Promise<{ name: string, problems: string[], warnings?: string[] }[]>}
 */
export async function runChecks(root) {
  return CHECKS.map(({ name, check }) => {
    try {
      return { name, ...check(root) };
    } catch (error) {
      return { name, problems: [`the check itself broke: ${error.stack}`] };
    }
  });
}
