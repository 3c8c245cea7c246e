/** A provider as staff read it: title, first and last name. */
export const providerName = (row: { title: string | null; firstName: string; lastName: string }): string =>
  [row.title, row.firstName, row.lastName].filter(Boolean).join(" ");
