import type { PageLocale } from "@/lib/i18n";

/** The pages behind a link's token. */
export const PAGES = ["visit", "confirm", "cancel", "preferences", "unsubscribe"] as const;
export type PatientPageName = (typeof PAGES)[number];

/**
 * The path of a patient page. `lang` is carried along when the switch was used, so that it also holds where cookies are off;
 * other parameters are codes of ours, never anything a patient wrote.
 */
export function pagePath(
  token: string,
  page: PatientPageName,
  query: { lang?: PageLocale | undefined; problem?: string; reference?: string; done?: string } = {},
): string {
  const path = `/p/${encodeURIComponent(token || "-")}${page === "visit" ? "" : `/${page}`}`;
  const params = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return params.size ? `${path}?${params}` : path;
}
