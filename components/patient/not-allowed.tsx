import { t, type PageLocale } from "@/lib/i18n";
import { pagePath } from "@/lib/patient-pages/paths";
import type { VisitPage } from "@/lib/patient-pages/visit-page";
import { styles } from "./styles";
import { VisitLinks, VisitSummary } from "./visit-summary";

/** The confirm and cancel pages where there is nothing to press: it is that way already, or the answer is not open here. */
export function NotAllowed({
  answer,
  visit,
  token,
  language,
  lang,
}: {
  answer: "confirm" | "cancel";
  visit: VisitPage;
  token: string;
  language: PageLocale;
  lang: PageLocale | undefined;
}) {
  const say = t(language);
  const already = visit.status === (answer === "confirm" ? "confirmed" : "cancelled");
  const past = visit.status === "past";
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className={styles.h1}>
          {already ? say(`${answer}.already`) : past ? say("visit.past.title") : say(`${answer}.notAllowed.title`)}
        </h1>
        {already ? null : <p>{past ? say("visit.past.body") : say(`${answer}.notAllowed.body`)}</p>}
      </div>
      <VisitSummary visit={visit} language={language} />
      <VisitLinks visit={visit} language={language} calendarHref={undefined} />
      <p className="print:hidden">
        <a href={pagePath(token, "visit", { lang })} className={styles.link}>
          {say("visit.heading")}
        </a>
      </p>
    </>
  );
}
