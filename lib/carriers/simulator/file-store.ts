/** The log as a file of JSON lines, synced to disk before an acceptance is answered. */
import { open, readFile } from "node:fs/promises";
import type { Entry } from "@/lib/carriers/simulator/entries";
import type { Store } from "@/lib/carriers/simulator/store";

/** Reads such a file; a last line cut off by a crash was never acknowledged and is left out. A missing file is empty. */
export async function readLogFile(path: string): Promise<Entry[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Entry => JSON.parse(line));
}

/** A store over that file; one process at a time. */
export async function fileStore(path: string): Promise<Store> {
  const before = await readLogFile(path);
  const file = await open(path, "a");
  const written = before.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  if ((await file.stat()).size !== Buffer.byteLength(written)) {
    // Drop the cut-off last line, so that the next entry starts on a line of its own.
    await file.truncate(Buffer.byteLength(written));
  }
  return {
    load: async () => before,
    async append(entries) {
      await file.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      await file.datasync();
    },
    close: () => file.close(),
  };
}
