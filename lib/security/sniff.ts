/** What files of other kinds begin with: the name and the declared type of an upload are the sender's words only. */
const BEGINNINGS: Record<string, readonly string[]> = {
  PDF: ["%PDF-"],
  "spreadsheet or archive": ["PK\u0003\u0004", "PK\u0005\u0006", "PK\u0007\b"],
  // Bytes read as Latin-1, or as Windows-1252.
  "old Office file": ["\u00d0\u00cf\u0011\u00e0"],
  document: ["{\\rtf"],
  picture: ["GIF8", "\u0089PNG", "\u2030PNG", "\u00ff\u00d8\u00ff", "RIFF"],
  program: ["MZ\u0090", "\u007fELF", "#!"],
};
const WEB_PAGE = /^\s*<(!doctype|html|head|body|script|svg|\?xml|\?php)/i;

/** What a file's beginning shows it to be when it is no list; undefined for text that may be one. */
export function otherKind(beginning: string): string | undefined {
  if (WEB_PAGE.test(beginning.slice(0, 200))) return "web page";
  return Object.entries(BEGINNINGS).find(([, starts]) => starts.some((start) => beginning.startsWith(start)))?.[0];
}
