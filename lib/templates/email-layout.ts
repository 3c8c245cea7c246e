import { dir } from "@/lib/i18n/languages";
import { accentOf } from "@/lib/practice/branding/accent";
import { escapeHtml } from "./engine";
import { isolated } from "./squigglies/direction";
import { valueWords } from "./squigglies/words";

/** Who an e-mail is from, as the reader sees it. */
export type EmailBrand = {
  name: string;
  /** Accent, `#rrggbb`. */
  color?: string;
  /** Absolute https address. */
  logoUrl?: string;
  /** Postal address, one line. */
  address?: string;
  phone?: string;
  /** Where the reader stops or changes messages. */
  preferencesLink?: string;
};

const DEFAULT_COLOR = "#1f5fbf";

/** Names, addresses and numbers keep their own direction in languages that are written from right to left. */
function whole(value: string, language: string): string {
  return isolated(value, language, "email");
}

function place({ address, phone }: EmailBrand, language: string): string {
  return [address, phone].flatMap((part) => (part ? [whole(part, language)] : [])).join(" · ");
}

/** Complete HTML document around a rendered body. Readable without images, in dark mode and at 320 px. Every value is escaped here. */
export function emailHtml(body: string, options: { language: string; subject: string; brand: EmailBrand }): string {
  const { language, subject, brand } = options;
  // As on the patient pages: darkened where it would not be readable. A button brings its own ground, so it serves dark mail programs too.
  const { accent: color, onAccent } = (accentOf(brand.color ?? "") ?? accentOf(DEFAULT_COLOR)!).light;
  const name = escapeHtml(brand.name);
  const logo =
    brand.logoUrl && /^https:\/\//i.test(brand.logoUrl)
      ? `<img src="${escapeHtml(brand.logoUrl)}" alt="${name}" height="40" style="height:40px;border:0">`
      : `<strong>${name}</strong>`;
  const words = valueWords(language).footer;
  const footer = [
    escapeHtml(words.from(whole(brand.name, language))),
    escapeHtml(place(brand, language)),
    brand.preferencesLink && /^https?:\/\//i.test(brand.preferencesLink)
      ? `<a href="${escapeHtml(brand.preferencesLink)}">${escapeHtml(words.stop)}</a>`
      : "",
  ];
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${dir(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 0; background: #f4f5f7; color: #1c1e21; font: 17px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
.page { max-width: 560px; margin: 0 auto; padding: 24px 16px; }
.card { background: #ffffff; border: 1px solid #dcdfe4; border-top: 4px solid ${color}; border-radius: 6px; padding: 24px; }
.head { padding-bottom: 16px; font-size: 18px; }
.card p { margin: 0 0 16px; white-space: pre-line; }
p a { color: #1a56b0; }
.button { display: inline-block; margin: 0 8px 8px 0; padding: 12px 20px; border-radius: 6px; background: ${color}; color: ${onAccent}; font-weight: 600; text-decoration: none; border: 1px solid ${color}; }
.other { background: transparent; color: #1c1e21; border-color: #8a919b; }
.foot { padding: 16px 8px; font-size: 14px; color: #5b616a; }
.foot p { margin: 0 0 4px; }
.foot a { color: #5b616a; }
@media (prefers-color-scheme: dark) {
body { background: #16181b; color: #eceef1; }
.card { background: #202327; border-color: #3a3f46; border-top-color: ${color}; }
p a { color: #9cc2ff; }
.button { color: ${onAccent}; }
.other { color: #eceef1; }
.foot, .foot a { color: #a9b0ba; }
}
</style>
</head>
<body>
<div class="page" role="article" aria-label="${escapeHtml(subject)}">
<div class="card">
<div class="head">${logo}</div>
${body}
</div>
<div class="foot">
${footer
  .filter(Boolean)
  .map((line) => `<p>${line}</p>`)
  .join("\n")}
</div>
</div>
</body>
</html>
`;
}

/** The plain-text part: the rendered body and the same footer. */
export function emailText(body: string, options: { language: string; brand: EmailBrand }): string {
  const { language, brand } = options;
  const words = valueWords(language).footer;
  const footer = [
    words.from(whole(brand.name, language)),
    place(brand, language),
    brand.preferencesLink ? `${words.stop}: ${brand.preferencesLink}` : "",
  ];
  return `${body}\n\n--\n${footer.filter(Boolean).join("\n")}\n`;
}
