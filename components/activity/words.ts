/** A number as it stands in tables. */
export const count = (n: number): string => n.toLocaleString("en-US");

/** A share in whole per cent; what is not nothing is never shown as 0 %, and what is not all never as 100 %. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0%";
  if (part === whole) return "100%";
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}
