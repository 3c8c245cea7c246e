import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FIRST_NAMES, LAST_NAMES } from "@/db/seed/people";

const folder = fileURLToPath(new URL("../../tests/bench/replies", import.meta.url));
const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

const frozenSchema = z.strictObject({
  algorithm: z.literal("sha256"),
  files: z.record(z.string().regex(/^labelled(-\d+)?\.(dev|held-out)\.jsonl$/), z.string().regex(/^[0-9a-f]{64}$/)),
});

const ACTIONS = ["confirm", "cancel", "reschedule", "opt-out", "opt-in", "help", "join-waitlist", "leave-waitlist", "arrived"] as const;
const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2,3}-\d{3}$/),
  split: z.enum(["dev", "held-out"]),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/),
  text: z.string().min(1).max(1600),
  intent: z.enum([...ACTIONS, "late", "question", "ambiguous-cancel", "other"]),
  also: z.array(z.enum(["late", "question", "urgent", "wrong-number", "other-person", "score", "tapback"])),
  safe: z.array(z.enum(ACTIONS)),
  note: z.string().min(1).optional(),
});

const frozen = frozenSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, "frozen.json"), "utf8")));
const files = Object.entries(frozen.files).map(([name, hash]) => ({
  name,
  hash,
  content: fs.readFileSync(path.join(folder, name), "utf8"),
}));
const rows = files.flatMap(({ name, content }) =>
  content
    .trimEnd()
    .split("\n")
    .map((line) => ({ file: name, ...rowSchema.parse(JSON.parse(line)) })),
);

// Held-out texts never appear in a failure: only ids do.
const idsWhere = (wrong: (row: (typeof rows)[number]) => boolean) => rows.filter(wrong).map((row) => row.id);
const repeated = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index).length;

describe("[REM-11] [CON-11] the labelled replies", () => {
  it("[REM-11] the labelled replies are the frozen ones, and every file of them is listed", () => {
    for (const { name, hash, content } of files) expect(sha256(content), name).toBe(hash);
    const present = fs.readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    expect(present.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
  });

  it("[REM-11] are many, in many languages, with opt-outs and traps in each", () => {
    expect(rows.length).toBeGreaterThanOrEqual(600);
    const languages = [...new Set(rows.map((row) => row.language))];
    expect(languages.length).toBeGreaterThanOrEqual(10);
    for (const language of languages) {
      const own = rows.filter((row) => row.language === language);
      expect(own.length, language).toBeGreaterThanOrEqual(48);
      expect(own.filter((row) => row.intent === "opt-out").length, language).toBeGreaterThanOrEqual(5);
      expect(own.filter((row) => row.note !== undefined).length, language).toBeGreaterThanOrEqual(5);
    }
  });

  it("[REM-11] have ids of their own and no text twice in a language", () => {
    expect(repeated(rows.map((row) => row.id))).toBe(0);
    expect(repeated(rows.map((row) => JSON.stringify([row.language, row.text])))).toBe(0);
  });

  it("[REM-11] lie in the file that the hash of their id says", () => {
    const splitOf = (id: string) => (Number.parseInt(sha256(id).slice(0, 8), 16) % 3 === 0 ? "dev" : "held-out");
    expect(idsWhere((row) => row.split !== splitOf(row.id) || !row.file.endsWith(`.${row.split}.jsonl`))).toEqual([]);
  });

  it("[REM-11] [CON-11] allow no action but the one that is meant, and none on a bare cancel, a question or an urgent text", () => {
    expect(idsWhere((row) => row.safe.some((action) => action !== row.intent))).toEqual([]);
    expect(idsWhere((row) => row.also.includes("urgent") && row.safe.length > 0)).toEqual([]);
  });

  it("[REM-11] hold no phone number, address of a person or name", () => {
    const names = new Set([...FIRST_NAMES, ...LAST_NAMES]);
    const saysName = /\b(?:my name is|this is (?:dr|mr|mrs|ms)\b|me llamo|je m'appelle|meu nome é|меня зовут|mwen rele)/iu;
    expect(idsWhere((row) => /\p{Nd}(?:[\s().+-]*\p{Nd}){6,}/u.test(row.text))).toEqual([]);
    expect(idsWhere((row) => /@|https?:/u.test(row.text))).toEqual([]);
    expect(idsWhere((row) => saysName.test(row.text) || row.text.split(/[^\p{L}'-]+/u).some((word) => names.has(word)))).toEqual([]);
  });
});
