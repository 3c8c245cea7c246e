import { AnswerForm } from "@/components/patient/answer-form";
import { Notice } from "@/components/patient/notice";
import { styles } from "@/components/patient/styles";
import { Instructions, VisitDetails, VisitLinks, VisitSummary } from "@/components/patient/visit-summary";
import { t, type PageLocale } from "@/lib/i18n";
import { PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { pagePath } from "@/lib/patient-pages/paths";
import { loadVisitPage, type VisitPage } from "@/lib/patient-pages/visit-page";
import { formatDate, formatTime } from "@/lib/time/format";
import { type Around, patientPage, type PatientRoute, PRIVATE } from "../../opening";

export const metadata = PRIVATE;

/** One visit, as the patient's message links to it: what, when, where, and the answers that the message allowed. */
export default function Page(route: PatientRoute) {
  return patientPage(route, "visit", PAGE_PURPOSES.visit, loadVisitPage, (visit, around) => ({
    title: t(around.language)("visit.pageTitle", { practice: visit.practice.name }),
    preferences: true,
    body: <Visit visit={visit} around={around} />,
  }));
}

function Visit({ visit, around }: { visit: VisitPage; around: Around }) {
  const { language, lang, token } = around;
  const say = t(language);
  const words = headingOf(visit, language);
  const stands = visit.status === "unconfirmed" || visit.status === "confirmed";
  return (
    <>
      {visit.moved || around.query.done === "moved" ? (
        <Notice tone="warn" title={say("visit.moved.title")}>
          <p>
            {say("visit.moved.body", {
              when: say("visit.dateAtTime", {
                date: formatDate(visit.date, language, "full"),
                time: formatTime(visit.time, language),
              }),
            })}
          </p>
        </Notice>
      ) : null}
      {around.query.done === "kept" && stands ? (
        <Notice tone="info" title={say("cancel.kept.title")}>
          <p>{say("cancel.kept.body")}</p>
        </Notice>
      ) : null}
      <div className="flex flex-col gap-2">
        <h1 className={styles.h1}>{words.title}</h1>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <VisitSummary visit={visit} language={language} />
      {visit.canConfirm || visit.canCancel ? (
        <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap print:hidden">
          {visit.canConfirm ? (
            <AnswerForm token={token} answer="confirm" revision={visit.revision} lang={lang}>
              <button type="submit" className={styles.primary}>
                {say("visit.confirm")}
              </button>
            </AnswerForm>
          ) : null}
          {visit.canCancel ? (
            <a href={pagePath(token, "cancel", { lang })} className={styles.secondary}>
              {say("visit.cancel")}
            </a>
          ) : null}
        </div>
      ) : null}
      <VisitDetails visit={visit} language={language} />
      {stands ? <Instructions visit={visit} language={language} /> : null}
      <VisitLinks
        visit={visit}
        language={language}
        calendarHref={stands ? `/p/${encodeURIComponent(token)}/calendar.ics${lang ? `?lang=${lang}` : ""}` : undefined}
      />
    </>
  );
}

/** The page's heading: a question while one is open, else what is the case. */
function headingOf(visit: VisitPage, language: PageLocale): { title: string; lines: string[] } {
  const say = t(language);
  switch (visit.status) {
    case "unconfirmed":
      return { title: say(visit.canConfirm ? "visit.question" : "visit.heading"), lines: [] };
    case "confirmed":
      return { title: say("confirm.done.title"), lines: [say("confirm.done.body")] };
    case "cancelled": {
      const { byPatient, noShow } = visit.cancelled;
      return {
        title: say("cancel.done.title"),
        lines: [
          ...(byPatient ? [say("cancel.done.body")] : []),
          ...(byPatient && noShow ? [say("cancel.done.fee")] : []),
          ...(visit.phone ? [say("cancel.done.rebookByPhone", { phone: visit.phone.text })] : []),
        ],
      };
    }
    case "past":
      return { title: say("visit.past.title"), lines: [say("visit.past.body")] };
    default:
      return { title: say("visit.heading"), lines: [say(`visit.status.${visit.status}`)] };
  }
}
