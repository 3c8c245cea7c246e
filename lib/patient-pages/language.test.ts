import { expect, test } from "vitest";
import { pageLanguage } from "./language";

test("[CON-12] the switch, then what it said before, then the message, then the browser, then English", () => {
  const all = { asked: "es", remembered: "en", link: "en", accepts: "en" };
  expect(pageLanguage(all)).toBe("es");
  expect(pageLanguage({ ...all, asked: undefined, remembered: "es" })).toBe("es");
  expect(pageLanguage({ link: "es-MX", accepts: "en-US" })).toBe("es");
  expect(pageLanguage({ link: "vi", accepts: "es" })).toBe("en");
  expect(pageLanguage({ link: null, accepts: "fr-FR,es-MX;q=0.8,en;q=0.5" })).toBe("es");
  expect(pageLanguage({})).toBe("en");
});

test("[CON-12] what is no page language is not believed", () => {
  for (const asked of ["fr", "", ["es"], "__proto__", 1, null]) expect(pageLanguage({ asked, remembered: "xx" })).toBe("en");
});
