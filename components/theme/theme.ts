/** What the reader chose; `system` follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read on the server, so that the first paint already has the right colours. */
export const THEME_COOKIE = "luma-theme";

/** Anything unknown, or nothing, is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
