import { secureCookies } from "@/lib/auth/cookie";
import { seeOther, type TokenRoute } from "@/lib/patient-pages/form-post";
import { knownLanguage, LANGUAGE_COOKIE } from "@/lib/patient-pages/language";
import { pagePath, PAGES } from "@/lib/patient-pages/paths";
import { limited } from "@/lib/security/limited";
import { LANGUAGE_SWITCH } from "@/lib/security/rules";

const YEAR_SECONDS = 365 * 86_400;

/** The language switch: remembers the choice in a cookie for patient pages and goes back to the page, which also gets it in its address. */
export const GET = limited(LANGUAGE_SWITCH, async (request, { params }: TokenRoute): Promise<Response> => {
  const asked = new URL(request.url).searchParams;
  const lang = knownLanguage(asked.get("lang"));
  const page = PAGES.find((one) => one === asked.get("page")) ?? "visit";
  const cookie = `${LANGUAGE_COOKIE}=${lang}; Path=/p; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${secureCookies() ? "; Secure" : ""}`;
  return seeOther(pagePath((await params).token, page, { lang }), lang ? { "set-cookie": cookie } : {});
});
