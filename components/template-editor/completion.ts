/** A squiggly as the editor lists it. */
export type SquigglyChoice = { name: string; label: string; example: string; group: string };

/** What is being typed: from just after `{{` to the caret. */
export type Opening = { start: number; query: string };

/** Where the caret stands in a squiggly that is begun and not closed: `Hi {{ pat|`. Undefined anywhere else. */
export function openingAt(text: string, caret: number): Opening | undefined {
  const match = /\{\{-?[ \t]*([A-Za-z]*)$/.exec(text.slice(0, caret));
  if (!match) return undefined;
  const query = match[1] ?? "";
  return { start: caret - query.length, query };
}

const MOST = 8;

/** Squigglies that fit what is typed: names that begin with it first, then names and labels that contain it. */
export function choicesFor(query: string, all: readonly SquigglyChoice[]): SquigglyChoice[] {
  const wanted = query.toLowerCase();
  const rank = (one: SquigglyChoice): number => {
    const name = one.name.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return one.label.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all
    .map((one, index) => ({ one, rank: rank(one), index }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, MOST)
    .map((entry) => entry.one);
}

/** The text with the squiggly finished at `opening`, and where the caret goes: after its closing braces. */
export function complete(text: string, opening: Opening, name: string): { text: string; caret: number } {
  const before = text.slice(0, opening.start);
  const rest = text.slice(opening.start + opening.query.length);
  // What is left of a name, and braces that are there already, are taken along.
  const tail = /^[A-Za-z]*[ \t]*(\}\})?/.exec(rest)?.[0] ?? "";
  const keeps = tail.endsWith("}}") ? tail.length : (/^[A-Za-z]*/.exec(rest)?.[0].length ?? 0);
  const gap = before.endsWith("{{") ? " " : "";
  const done = `${before}${gap}${name} }}`;
  return { text: done + rest.slice(keeps), caret: done.length };
}
