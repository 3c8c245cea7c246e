import type { ContactHours } from "@/lib/delivery/settings";

/**
 * Legal hours for calls and texts on the recipient's clock, Sunday first. The federal floor, and the states that are
 * narrower. Facts of public law, not legal advice; a correction is one line.
 */
type Hours = { from: string; to: string };

const everyDay = (from: string, to: string): ContactHours => Array.from({ length: 7 }, (): Hours => ({ from, to }));
const withSunday = (sunday: Hours, from: string, to: string): ContactHours => [sunday, ...everyDay(from, to).slice(1)];

export const FEDERAL_FLOOR: ContactHours = everyDay("08:00", "21:00");

export const STATE_FLOORS: Readonly<Record<string, ContactHours | undefined>> = {
  AL: everyDay("08:00", "20:00"),
  CT: everyDay("09:00", "20:00"),
  FL: everyDay("08:00", "20:00"),
  KY: everyDay("10:00", "21:00"),
  LA: everyDay("08:00", "20:00"),
  MA: everyDay("08:00", "20:00"),
  MD: everyDay("08:00", "20:00"),
  MS: everyDay("08:00", "20:00"),
  NJ: everyDay("08:00", "20:00"),
  OK: everyDay("08:00", "20:00"),
  TX: withSunday({ from: "12:00", to: "21:00" }, "09:00", "21:00"),
  WA: everyDay("08:00", "20:00"),
};
