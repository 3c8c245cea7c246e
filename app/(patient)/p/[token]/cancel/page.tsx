import { AnswerForm } from "@/components/patient/answer-form";
import { NotAllowed } from "@/components/patient/not-allowed";
import { ProblemSummary } from "@/components/patient/notice";
import { styles } from "@/components/patient/styles";
import { VisitSummary } from "@/components/patient/visit-summary";
import { t } from "@/lib/i18n";
import { REASON_LENGTH } from "@/lib/patient-pages/answer-visit";
import { PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { pagePath } from "@/lib/patient-pages/paths";
import { loadVisitPage, type VisitPage } from "@/lib/patient-pages/visit-page";
import { type Around, patientPage, type PatientRoute, PRIVATE } from "../../../opening";

export const metadata = PRIVATE;

/** Asks before it cancels, for a reason if the patient wants to give one, and says what it would cost ([REM-08]). */
export default function Page(route: PatientRoute) {
  return patientPage(route, "cancel", PAGE_PURPOSES.visit, loadVisitPage, (visit, around) => ({
    title: t(around.language)("visit.pageTitle", { practice: visit.practice.name }),
    preferences: true,
    body: visit.canCancel ? <Ask visit={visit} around={around} /> : <NotAllowed answer="cancel" visit={visit} {...around} />,
  }));
}

function Ask({ visit, around }: { visit: VisitPage; around: Around }) {
  const { language, lang, token } = around;
  const say = t(language);
  const label = say("cancel.reason.label");
  const problem =
    around.query.problem === "reason" ? say("errors.tooLong", { field: say("cancel.reason.field"), max: REASON_LENGTH }) : undefined;
  const { cancelCost } = visit;
  return (
    <>
      {problem ? <ProblemSummary title={say("errors.title")} message={problem} fieldId="reason" /> : null}
      <h1 className={styles.h1}>{say("cancel.question")}</h1>
      <VisitSummary visit={visit} language={language} />
      {cancelCost.kind === "none" ? null : (
        <p className="border-s-4 border-warn ps-3 font-medium">
          {cancelCost.kind === "window" ? say("cancel.fee", { hours: cancelCost.hours }) : say("cancel.feeAlways")}
        </p>
      )}
      <AnswerForm token={token} answer="cancel" revision={visit.revision} lang={lang}>
        <div className={`flex flex-col print:hidden ${problem ? "border-s-4 border-bad ps-3" : ""}`}>
          <label htmlFor="reason" className="font-semibold">
            {label} <span className="font-normal text-ink-muted">({say("common.optional")})</span>
          </label>
          <span id="reason-hint" className="text-ink-muted">
            {say("cancel.reason.hint")}
          </span>
          {problem ? (
            <span id="reason-problem" className="font-medium text-bad">
              {problem}
            </span>
          ) : null}
          <textarea
            id="reason"
            name="reason"
            rows={3}
            maxLength={REASON_LENGTH}
            dir="auto"
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? "reason-hint reason-problem" : "reason-hint"}
            className="mt-1 w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-patient text-ink"
          />
        </div>
        <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap print:hidden">
          <button type="submit" className={styles.danger}>
            {say("cancel.yes")}
          </button>
          <a href={pagePath(token, "visit", { lang, done: "kept" })} className={styles.secondary}>
            {say("cancel.no")}
          </a>
        </div>
      </AnswerForm>
    </>
  );
}
