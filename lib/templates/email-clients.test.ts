import { caniemail } from "caniemail";
import { expect, test } from "vitest";
import { emailHtml, emailText } from "./email-layout";
import { htmlSource } from "./email-body";

const brand = {
  name: "Harbor Clinic",
  color: "#0b7a4b",
  logoUrl: "https://clinic.example/logo.png",
  address: "12 Main St",
  phone: "(212) 555-0100",
  preferencesLink: "https://clinic.example/p/1",
};
const BODY =
  "Hello Rosa,\nsee you soon.\n\n[Confirm](https://clinic.example/c)\n[Cancel](https://clinic.example/x)\n\nRead [more](https://clinic.example/m).";
const layout = (language = "en") => emailHtml(htmlSource(BODY), { language, subject: "Your visit", brand });

/** What a program ignores and the e-mail can do without: the reader still sees every word, on a light ground with dark letters. */
const GIVES_WAY = {
  "color-scheme CSS property": "colours stay those of a light page",
  "color-scheme meta tag": "colours stay those of a light page",
  "@media": "colours stay those of a light page",
  "border-radius": "corners are square",
  "white-space": "lines of a list follow each other in one paragraph",
  "<body> element": "becomes a block, its ground is the program's own",
  "aria-label attribute": "the subject is read out by the program",
  "role attribute": "the subject is read out by the program",
};
/** Without a Google account the mobile site of Gmail takes no style sheet at all; words and links stand without it. */
const UNSTYLED = "gmail.mobile-webmail";

test.each(["gmail", "outlook", "apple-mail"] as const)("[TPL-10] %s shows the layout, or does without what gives way", (family) => {
  const { issues } = caniemail({ clients: [`${family}.*`], html: layout() });
  const lost = [...issues.errors].flatMap(([client, found]) =>
    client === UNSTYLED ? [] : found.filter(({ title }) => !(title in GIVES_WAY)).map(({ title }) => `${client}: ${title}`),
  );
  expect(lost).toEqual([]);
});

test("[TPL-10] what mail programs cannot show is noticed", () => {
  const { issues } = caniemail({ clients: ["gmail.*", "outlook.*"], html: '<div style="display:grid;position:fixed">Hi</div>' });
  expect([...issues.errors.values()].flat().map(({ title }) => title)).toContain("position");
});

test("[TPL-10] in dark mode ground, links, both buttons and footer have colours of their own", () => {
  const html = layout();
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  const dark = html.slice(html.indexOf("@media (prefers-color-scheme: dark)"), html.indexOf("</style>"));
  for (const rule of ["body {", ".card {", "p a {", ".button {", ".other {", ".foot, .foot a {"]) expect(dark).toContain(rule);
});

test.each([
  ["ar", "rtl"],
  ["fa", "rtl"],
  ["ur", "rtl"],
  ["en", "ltr"],
])("[TPL-10] an e-mail in %s runs %s, and its plain-text part says the same without markup", (language, direction) => {
  expect(layout(language)).toContain(`<html lang="${language}" dir="${direction}">`);
  const text = emailText("Hello Rosa", { language, brand });
  expect(text).toContain("Hello Rosa");
  expect(text).toContain(brand.preferencesLink);
  expect(text).not.toMatch(/<[a-z]/i);
});
