import type { FromWidth } from "./types";

/** Columns step aside on narrow screens. */
export const fromWidth: Record<FromWidth, string> = {
  sm: "max-sm:hidden",
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
};
