import { ChoiceForm } from "@/components/patient/channel-list";
import { Notice } from "@/components/patient/notice";
import { styles } from "@/components/patient/styles";
import { t } from "@/lib/i18n";
import { PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { loadPreferences, type PreferencesPage } from "@/lib/patient-pages/preferences";
import { type Around, patientPage, type PatientRoute, PRIVATE } from "../../../opening";

export const metadata = PRIVATE;

/** Where the unsubscribe address of an e-mail leads a person: one question, one button. */
export default function Page(route: PatientRoute) {
  return patientPage(route, "unsubscribe", PAGE_PURPOSES.unsubscribe, loadPreferences, (data, around) => ({
    title: t(around.language)("unsubscribe.pageTitle", { practice: data.practice.name }),
    preferences: true,
    body: <Unsubscribe data={data} around={around} />,
  }));
}

function Unsubscribe({ data, around }: { data: PreferencesPage; around: Around }) {
  const say = t(around.language);
  const practice = data.practice.name;
  const email = data.channels.find((choice) => choice.channel === "email");
  if (email && !email.on)
    return (
      <>
        <h1 className={styles.h1}>{say("unsubscribe.done.title")}</h1>
        <p>{say("unsubscribe.done.body", { practice })}</p>
        {email.start === "here" ? (
          <ChoiceForm {...around} channel="email" on>
            {say("unsubscribe.undo")}
          </ChoiceForm>
        ) : null}
      </>
    );
  return (
    <>
      {around.query.done === "saved" ? <Notice tone="good" title={say("unsubscribe.undone")} /> : null}
      <h1 className={styles.h1}>{say("unsubscribe.question", { practice })}</h1>
      <p>{say("unsubscribe.body")}</p>
      <ChoiceForm {...around} channel="email" on={false} look="primary">
        {say("unsubscribe.button")}
      </ChoiceForm>
    </>
  );
}
