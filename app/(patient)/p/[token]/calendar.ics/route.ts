import { requestIdOf, requestIp } from "@/lib/auth/request";
import { visitCalendar } from "@/lib/patient-pages/calendar";
import { seeOther, type TokenRoute } from "@/lib/patient-pages/form-post";
import { pageLanguage } from "@/lib/patient-pages/language";
import { openPage, PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { pagePath } from "@/lib/patient-pages/paths";
import { loadVisitPage } from "@/lib/patient-pages/visit-page";

/** The visit for the patient's calendar; a link that does not open leads to the page that says so. */
export async function GET(request: Request, { params }: TokenRoute): Promise<Response> {
  const { token } = await params;
  const opened = await openPage(
    { token, purpose: PAGE_PURPOSES.visit, ip: await requestIp(), requestId: await requestIdOf() },
    loadVisitPage,
  );
  if (!opened.ok) return seeOther(pagePath(token, "visit"));
  const language = pageLanguage({ asked: new URL(request.url).searchParams.get("lang"), link: opened.link.language });
  return new Response(visitCalendar(opened.data, language), {
    headers: {
      "content-type": "text/calendar; charset=utf-8; method=PUBLISH",
      "content-disposition": 'attachment; filename="visit.ics"',
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
