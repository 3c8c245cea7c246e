import { AnswerForm } from "@/components/patient/answer-form";
import { NotAllowed } from "@/components/patient/not-allowed";
import { styles } from "@/components/patient/styles";
import { VisitSummary } from "@/components/patient/visit-summary";
import { t } from "@/lib/i18n";
import { PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { loadVisitPage, type VisitPage } from "@/lib/patient-pages/visit-page";
import { type Around, patientPage, type PatientRoute, PRIVATE } from "../../../opening";

export const metadata = PRIVATE;

/** Asks before it confirms: mail and message scanners open links, and a GET changes nothing. */
export default function Page(route: PatientRoute) {
  return patientPage(route, "confirm", PAGE_PURPOSES.visit, loadVisitPage, (visit, around) => ({
    title: t(around.language)("visit.pageTitle", { practice: visit.practice.name }),
    preferences: true,
    body: visit.canConfirm ? <Ask visit={visit} around={around} /> : <NotAllowed answer="confirm" visit={visit} {...around} />,
  }));
}

function Ask({ visit, around }: { visit: VisitPage; around: Around }) {
  const say = t(around.language);
  return (
    <>
      <h1 className={styles.h1}>{say("confirm.question")}</h1>
      <VisitSummary visit={visit} language={around.language} />
      <AnswerForm token={around.token} answer="confirm" revision={visit.revision} lang={around.lang}>
        <div className="print:hidden">
          <button type="submit" className={styles.primary}>
            {say("confirm.button")}
          </button>
        </div>
      </AnswerForm>
    </>
  );
}
