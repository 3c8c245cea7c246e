/** The id of the control of a mapping entry: error summaries link to it. */
export function fieldId(key: string): string {
  return `map-${key.replaceAll(".", "-")}`;
}

/** Errors by mapping entry, whether the input's form or the mapping's sense was wrong. */
export function byEntry(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, message]) => [key.replace(/^mapping\.(columns\.)?/, ""), message]));
}
