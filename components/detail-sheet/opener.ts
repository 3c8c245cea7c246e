/** Remembers which row was opened from its list in this tab, so that closing goes back in history instead of adding to it. */
let openedFromList: string | undefined;

/** To be called when a row's link is followed. */
export function markOpened(rowId: string): void {
  openedFromList = rowId;
}

/** To be called when the sheet turns to a neighbour in place: going back in history still leads to the list. */
export function stepOpened(from: string, to: string): void {
  if (openedFromList === from) openedFromList = to;
}

/** True once after `markOpened` for this row. */
export function cameFromList(rowId: string): boolean {
  const came = openedFromList === rowId;
  openedFromList = undefined;
  return came;
}

/** The link of a row that is on the page. */
export function rowLink(rowId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(rowId)}"] a[data-row-link]`);
}
