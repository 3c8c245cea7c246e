const LONGEST = 300;

/**
 * An error's message as a screen may show it: what is quoted, addresses and longer numbers are cut out, since messages of a database or carrier
 * repeat what they were given. Undefined where there is no error.
 */
export function maskedError(name: string | undefined, message: string | undefined): string | undefined {
  if (name === undefined && message === undefined) return undefined;
  const text = (message ?? "")
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|«[^»]*»|“[^”]*”/g, "…")
    .replaceAll(/\([^()]*\)=\([^()]*\)/g, "…")
    .replaceAll(/[^\s@]+@[^\s@]+/g, "…")
    .replaceAll(/\+?\d[\d\s().-]{2,}\d/g, "…")
    .split("\n")[0]!
    .trim();
  return [name ?? "Error", text.slice(0, LONGEST)].filter(Boolean).join(": ");
}
