// While a release is rolled out, the old version runs on the new schema: migrations add (expand), and take away only what no released version uses any
// more (contract). docs/ops/upgrades.md tells how.
import fs from "node:fs";
import path from "node:path";
import { read } from "./source.mjs";

export const name = "migrations are safe with the released version running";

/** Tables that may be so large that a lock while they are read or rewritten is felt. */
const LARGE =
  "patient|patient_contact|patient_identifier|endpoint|suppression|consent_event|appointment|appointment_participant|planned_message|message|attempt|provider_ref|question|webhook_receipt|link|staff_task|audit_entry|outbox_event|file_chunk";
const onLarge = (pattern) => new RegExp(pattern.replaceAll("LARGE", `(?:only\\s+)?(?:public\\.)?(${LARGE})\\b`), "gi");

/** What old code cannot live with; `of` says which name has to be a released one for it to matter. */
const BREAKING = [
  {
    pattern:
      /\bdrop\s+(?:table|type|view|materialized\s+view|function|procedure|sequence|schema)\s+(?:if\s+exists\s+)?(?:public\.)?(\w+)/gi,
    what: "drops",
  },
  { pattern: /\bdrop\s+column\s+(?:if\s+exists\s+)?(\w+)/gi, what: "drops the column" },
  { pattern: /\brename\s+(?:column\s+|constraint\s+)?(\w+)\s+to\b/gi, what: "renames" },
  {
    pattern: /\balter\s+(?:table|function|type|view)\s+(?:if\s+exists\s+)?(?:public\.)?(\w+)(?:\([^)]*\))?\s+rename\s+to\b/gi,
    what: "renames",
  },
  { pattern: /\balter\s+column\s+(\w+)\s+set\s+not\s+null/gi, what: "forbids null in" },
  { pattern: /\balter\s+column\s+(\w+)\s+(?:set\s+data\s+)?type\b/gi, what: "changes the type of" },
  { pattern: /\balter\s+column\s+(\w+)\s+drop\s+default/gi, what: "takes the default of" },
  { pattern: /\brevoke\s+[\w\s,()]+\son\s+(?:table\s+)?(\w+)\s+from\s+[\w\s,]*luma_(?:app|worker)/gi, what: "takes rights on" },
];

/** What makes others wait for long. */
const LOCKING = [
  { pattern: onLarge("\\bcreate\\s+(?:unique\\s+)?index\\s+(?!concurrently)[\\w\\s]*?\\bon\\s+LARGE"), what: "builds an index on" },
  { pattern: onLarge("\\bupdate\\s+LARGE\\s+set\\b"), what: "updates all of" },
  { pattern: onLarge("\\bdelete\\s+from\\s+LARGE"), what: "deletes from" },
  { pattern: /\b(?:vacuum\s+full|cluster|lock\s+table|truncate)\s+(?:table\s+)?(\w+)/gi, what: "locks" },
];

/** SQL without comments, texts and the bodies of functions. */
export function bare(sql) {
  return sql
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replaceAll(/'(?:[^']|'')*'/g, "''");
}

/** Everything wrong with one migration. `released` is the bare SQL of all that a released version was built for. */
export function problemsOf(sql, released, releasedNames) {
  const text = bare(sql);
  const known = (word) => new RegExp(`\\b${word}\\b`, "i").test(released);
  const contract = [...sql.matchAll(/^--\s*contract of (\w+):\s*(\S.{9,})$/gm)];
  const wrongMarks = contract
    .filter(([, of]) => !releasedNames.includes(of))
    .map(([, of]) => `is marked as the contract of ${of}, which is in no release`);
  const mayBreak = contract.length > wrongMarks.length;
  const mayLock = /^--\s*locks:\s*\S.{9,}$/m.test(sql);
  const problems = [...wrongMarks];
  if (!mayBreak) {
    for (const { pattern, what } of BREAKING)
      for (const match of text.matchAll(pattern))
        if (known(match[1])) problems.push(`${what} ${match[1]}, which the released version uses`);
    for (const { table, column } of requiredColumns(text))
      if (known(table)) problems.push(`adds ${table}.${column} not null without a default: the released version cannot insert any more`);
  }
  if (!mayLock) {
    for (const { pattern, what } of LOCKING)
      for (const match of text.matchAll(pattern)) if (known(match[1])) problems.push(`${what} ${match[1]} while everybody waits`);
    for (const table of checkedConstraints(text))
      if (known(table))
        problems.push(`adds a constraint to ${table} that reads all of it: add it "not valid", validate it in a later migration`);
  }
  return problems;
}

/** The parts of an `alter table`: what stands between commas that are in no brackets. */
function* alterations(text) {
  for (const match of text.matchAll(/\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(?:public\.)?(\w+)\s+([^;]*)/gi)) {
    let depth = 0;
    let part = "";
    for (const letter of `${match[2]},`) {
      if (letter === "," && depth === 0) {
        yield { table: match[1], part: part.trim() };
        part = "";
        continue;
      }
      depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
      part += letter;
    }
  }
}

function requiredColumns(text) {
  return [...alterations(text)].flatMap(({ table, part }) => {
    const column =
      /^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(?!constraint\b|check\b|unique\b|primary\b|foreign\b|exclude\b)(\w+)\s/i.exec(
        part,
      )?.[1];
    return column && /\bnot\s+null\b/i.test(part) && !/\b(?:default|generated)\b/i.test(part) ? [{ table, column }] : [];
  });
}

function checkedConstraints(text) {
  const large = new RegExp(`^(?:${LARGE})$`, "i");
  return [...alterations(text)]
    .filter(
      ({ table, part }) =>
        large.test(table) &&
        /^add\s+(?:constraint\s+\w+\s+)?(?:check|foreign|unique|primary|exclude)\b/i.test(part) &&
        !/\bnot\s+valid\b/i.test(part),
    )
    .map(({ table }) => table);
}

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const folder = "db/migrations";
  const { releases, exceptions = {} } = JSON.parse(read(root, `${folder}/meta/releases.json`));
  const names = JSON.parse(read(root, `${folder}/meta/_journal.json`)).entries.map((entry) => entry.tag);
  const problems = [];
  const files = fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".sql"));
  for (const file of files)
    if (!names.includes(file.replace(/\.sql$/, ""))) problems.push(`${folder}/${file} is not in the journal: it would never run`);
  const last = names.indexOf(releases.at(-1)?.last);
  if (last < 0) return { problems: [...problems, `${folder}/meta/releases.json names no migration of the journal`] };
  const releasedNames = names.slice(0, last + 1);
  const released = releasedNames.map((one) => bare(read(root, `${folder}/${one}.sql`))).join("\n");
  for (const one of names.slice(last + 1)) {
    if (Object.hasOwn(exceptions, one)) continue;
    for (const problem of problemsOf(read(root, `${folder}/${one}.sql`), released, releasedNames))
      problems.push(`${folder}/${one}.sql ${problem}`);
  }
  return { problems };
}
