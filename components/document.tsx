import localFont from "next/font/local";
import type { ReactNode } from "react";
import { accentCss } from "@/lib/practice/branding/accent";
import type { Theme } from "./theme/theme";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});
const interExt = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  variable: "--font-inter-ext",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20C0",
    },
  ],
});
const interViet = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2",
  variable: "--font-inter-viet",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0323, U+1EA0-1EF9, U+20AB",
    },
  ],
});

export type DocumentProps = {
  children: ReactNode;
  /** BCP-47 tag of the page's words; a patient page is in the patient's language. */
  lang?: string;
  dir?: "ltr" | "rtl";
  /** From the cookie (see theme.ts). */
  theme?: Theme;
  /** The organization's colour, `#rrggbb`; made readable in both themes. */
  accent?: string | null;
  /** The request's content-security nonce, where the page has one. */
  nonce?: string;
};

/**
 * `<html>` and `<body>` with fonts, colours and language. The layout of each route group renders it – not the root layout –
 * because only the group knows the page's language, direction and organization.
 */
export function Document({ children, lang = "en", dir = "ltr", theme = "system", accent, nonce }: DocumentProps) {
  const css = accentCss(accent);
  return (
    <html
      lang={lang}
      dir={dir}
      data-theme={theme === "system" ? undefined : theme}
      className={`${inter.variable} ${interExt.variable} ${interViet.variable}`}
      suppressHydrationWarning
    >
      <body>
        {css ? <style nonce={nonce}>{css}</style> : null}
        {children}
      </body>
    </html>
  );
}
