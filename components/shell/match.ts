export type Matchable = { label: string; words?: string };

function fold(text: string): string[] {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function begins(words: readonly string[], start: string): boolean {
  return words.some((word) => word.startsWith(start));
}

/** True when every typed word begins a word of the label. */
export function matchesLabel(text: string, item: Matchable): boolean {
  const typed = fold(text);
  const label = fold(item.label);
  return typed.length > 0 && typed.every((word) => begins(label, word));
}

/**
 * The things whose label or other words contain every typed word from its beginning, those that match by their label first;
 * all of them, in their own order, while nothing is typed.
 */
export function matching<T extends Matchable>(text: string, items: readonly T[]): readonly T[] {
  const typed = fold(text);
  if (typed.length === 0) return text.trim() === "" ? items : [];
  const found = items.filter((item) => {
    const words = [...fold(item.label), ...fold(item.words ?? "")];
    return typed.every((word) => begins(words, word));
  });
  return [...found.filter((item) => matchesLabel(text, item)), ...found.filter((item) => !matchesLabel(text, item))];
}
