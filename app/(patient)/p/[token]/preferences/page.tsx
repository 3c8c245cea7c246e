import { ChannelList } from "@/components/patient/channel-list";
import { Notice } from "@/components/patient/notice";
import { WishesForms } from "@/components/patient/wishes-form";
import { styles } from "@/components/patient/styles";
import { t } from "@/lib/i18n";
import { PAGE_PURPOSES } from "@/lib/patient-pages/open-page";
import { loadPreferences, type PreferencesPage } from "@/lib/patient-pages/preferences";
import { type Around, patientPage, type PatientRoute, PRIVATE } from "../../../opening";

export const metadata = PRIVATE;

/** Which messages the number or address of the link gets; stops and starts without signing in. */
export default function Page(route: PatientRoute) {
  return patientPage(route, "preferences", PAGE_PURPOSES.preferences, loadPreferences, (data, around) => ({
    title: t(around.language)("preferences.pageTitle", { practice: data.practice.name }),
    body: <Preferences data={data} around={around} />,
  }));
}

function Preferences({ data, around }: { data: PreferencesPage; around: Around }) {
  const say = t(around.language);
  const allOff = data.channels.every((choice) => !choice.on);
  return (
    <>
      {around.query.done !== "saved" ? null : allOff ? (
        <Notice tone="good" title={say("preferences.stopped.title")}>
          <p>{say("preferences.stopped.body")}</p>
        </Notice>
      ) : (
        <Notice tone="good" title={say("preferences.saved")} />
      )}
      <h1 className={styles.h1}>{say("preferences.question")}</h1>
      <p>{say("preferences.intro", { practice: data.practice.name })}</p>
      <ChannelList data={data} {...around} />
      {data.wishes ? <WishesForms wishes={data.wishes} {...around} wrongHours={around.query.problem === "hours"} /> : null}
    </>
  );
}
