/** What a key does in a list of rows. */
export type RowMove = { kind: "to"; index: number } | { kind: "select" } | { kind: "clear" } | undefined;

/**
 * Arrows and j/k go up and down, Home and End to the ends, x selects, Escape gives the selection up. (Enter needs no rule: the
 * focus is on the row's link.) Keys with Ctrl, Alt or ⌘ belong to the browser.
 */
export function rowMove(key: string, modified: boolean, index: number, count: number): RowMove {
  if (modified || count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
    case "j":
      return { kind: "to", index: Math.min(count - 1, index + 1) };
    case "ArrowUp":
    case "k":
      return { kind: "to", index: Math.max(0, index - 1) };
    case "Home":
      return { kind: "to", index: 0 };
    case "End":
      return { kind: "to", index: count - 1 };
    case "x":
      return { kind: "select" };
    case "Escape":
      return { kind: "clear" };
    default:
      return undefined;
  }
}
