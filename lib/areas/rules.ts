/** One thing that the product does, which the operator switches on and off for an organization ([ADM-08]). */
export type Area = {
  label: string;
  /** What is gone while it is off. */
  off: string;
  /** Areas it cannot do without: switching one of those off switches it off too. */
  requires: readonly string[];
  /** Items of the staff menu that belong to it. */
  menu: readonly string[];
};

export type Areas = Readonly<Record<string, Area>>;

/** The areas that are off once `wished` are: with every one that needs one of them. In the registry's order; unknown names are left out. */
export function offWith(areas: Areas, wished: readonly string[]): string[] {
  const off = new Set(wished.filter((id) => id in areas));
  for (let before = -1; before !== off.size;) {
    before = off.size;
    for (const [id, area] of Object.entries(areas)) if (area.requires.some((needed) => off.has(needed))) off.add(id);
  }
  return Object.keys(areas).filter((id) => off.has(id));
}

/** What an area needs that is off, so that switching it on alone would do nothing. */
export function missingFor(areas: Areas, id: string, off: readonly string[]): string[] {
  const needed = new Set<string>();
  const visit = (one: string): void => {
    for (const next of areas[one]?.requires ?? [])
      if (!needed.has(next)) {
        needed.add(next);
        visit(next);
      }
  };
  visit(id);
  return [...needed].filter((one) => off.includes(one));
}
