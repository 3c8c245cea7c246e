/** `"a, b, c"` → `["a", "b", "c"]`: keeps long lists readable. */
export function list(text: string): string[] {
  return text.split(",").map((entry) => entry.trim().replace(/\s+/g, " "));
}

/** Every combination of one entry of each list, joined by spaces; an empty entry leaves its place out. */
export function product(...lists: string[][]): string[] {
  return lists.reduce((done, next) => done.flatMap((head) => next.map((tail) => [head, tail].filter(Boolean).join(" "))), [""]);
}
