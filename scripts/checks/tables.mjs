// A table is written by the area it belongs to (and the few partners named here); others call that area's verbs.
import { isTest, lineAt, read, sources, withoutComments } from "./source.mjs";
import { OWNERS } from "./table-owners.mjs";

export const name = "areas write only their own tables";

const WRITE =
  /\b(?:insert\s+into|update|delete\s+from|copy)\s+(?:only\s+)?"?([a-z_]+)"?(?=\s+(?:set\b|as\b|\(|where\b|using\b|values\b|select\b|default\b|[a-z]{1,3}\s+set\b|from\b))/gi;

/** @param {string} root @param {Record<string, string[]>} [owners] table → areas of lib/ */
export function check(root, owners = OWNERS) {
  const problems = [];
  for (const file of sources(root, ["lib", "app", "components", "inngest/functions"])) {
    if (isTest(file) || file.startsWith("lib/carriers/simulator/")) continue;
    const area = /^lib\/([^/.]+)/.exec(file)?.[1];
    const text = withoutComments(read(root, file));
    for (const match of text.matchAll(WRITE)) {
      const table = match[1].toLowerCase();
      const allowed = owners[table];
      if (!allowed) continue;
      if (!area || !allowed.includes(area)) {
        problems.push(`${file}:${lineAt(text, match.index)} writes ${table}, which belongs to lib/${allowed[0]}: call its verb`);
      }
    }
  }
  return { problems };
}
