// docs/security.md has every requirement of ASVS 5.0 levels 1 and 2, says of each how it stands, and names files that exist.
import fs from "node:fs";
import path from "node:path";
import { read } from "./source.mjs";

export const name = "docs/security.md is complete and its proofs exist";

/** How many requirements of levels 1 and 2 each section of OWASP ASVS 5.0.0 has; the table lists them by number. */
export const COUNTS = {
  V1: 27,
  V2: 11,
  V3: 19,
  V4: 10,
  V5: 9,
  V6: 35,
  V7: 18,
  V8: 7,
  V9: 7,
  V10: 29,
  V11: 14,
  V12: 9,
  V13: 13,
  V14: 9,
  V15: 13,
  V16: 16,
  V17: 7,
};
const OPEN = /Not met yet|Does not apply|The host's|the host's|^This document|^None$/;

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  if (!fs.existsSync(path.join(root, "docs/security.md"))) return { problems: ["docs/security.md is missing"] };
  const rows = [...read(root, "docs/security.md").matchAll(/^\| (V\d+)\.(\d+\.\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm)];
  const problems = [];
  const seen = new Set();
  for (const [, chapter, number, words, how, proof] of rows) {
    const id = `${chapter}.${number}`;
    if (seen.has(id)) problems.push(`docs/security.md has ${id} twice`);
    seen.add(id);
    if (words.length < 8 || how.length < 3) problems.push(`docs/security.md says too little of ${id}`);
    const files = [...proof.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
    if (files.length === 0 && !OPEN.test(how) && !/Node|browsers|Next serves/.test(how))
      problems.push(`docs/security.md: ${id} claims without a proof`);
    for (const file of files)
      if (!fs.existsSync(path.join(root, file))) problems.push(`docs/security.md: ${id} names ${file}, which does not exist`);
  }
  for (const [chapter, count] of Object.entries(COUNTS)) {
    const has = [...seen].filter((id) => id.startsWith(`${chapter}.`)).length;
    if (has !== count) problems.push(`docs/security.md has ${has} requirements of ${chapter}; levels 1 and 2 have ${count}`);
  }
  return { problems };
}
