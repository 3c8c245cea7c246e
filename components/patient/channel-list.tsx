import type { ReactNode } from "react";
import { t, type PageLocale } from "@/lib/i18n";
import type { ChannelChoice, PreferencesPage } from "@/lib/patient-pages/preferences";
import { styles } from "./styles";

const WORDS = {
  sms: { label: "preferences.texts", stop: "preferences.stopTexts" },
  voice: { label: "preferences.calls", stop: "preferences.stopCalls" },
  email: { label: "preferences.emails", stop: "preferences.stopEmails" },
} as const;

type Where = { token: string; language: PageLocale; /** Set where the language switch was used. */ lang: PageLocale | undefined };

/** Each way this number or address is reached, whether it is on, and the one thing to do about it. */
export function ChannelList({ data, token, language, lang }: Where & { data: PreferencesPage }) {
  const say = t(language);
  const where = { token, language, lang };
  return (
    <>
      <ul className="flex flex-col gap-3">
        {data.channels.map((choice) => (
          <li
            key={choice.channel}
            className="flex flex-col gap-3 rounded-md border border-line bg-surface px-4 py-4 sm:flex-row sm:items-center sm:justify-between"
          >
            <div className="wrap-long">
              <h2 className={styles.h2}>{say(WORDS[choice.channel].label, { contact: choice.contact })}</h2>
              <p className="text-ink-muted">{say(choice.on ? "preferences.on" : "preferences.off")}</p>
            </div>
            <div className="print:hidden">
              {choice.on ? (
                <ChoiceForm {...where} channel={choice.channel} on={false}>
                  {say(WORDS[choice.channel].stop)}
                </ChoiceForm>
              ) : (
                <StartAgain {...where} choice={choice} practice={data.practice} />
              )}
            </div>
          </li>
        ))}
      </ul>
      {data.channels.filter((choice) => choice.on).length > 1 ? (
        <ChoiceForm {...where} channel="all" on={false}>
          {say("preferences.stopAll")}
        </ChoiceForm>
      ) : null}
    </>
  );
}

function StartAgain({ choice, practice, ...where }: Where & { choice: ChannelChoice; practice: PreferencesPage["practice"] }) {
  const say = t(where.language);
  if (choice.start === "text-start" && choice.startNumber)
    return <p>{say("preferences.startTexts", { number: choice.startNumber.text })}</p>;
  if (choice.start === "here" && choice.channel !== "sms")
    return (
      <ChoiceForm {...where} channel={choice.channel} on>
        {say(choice.channel === "voice" ? "preferences.startCalls" : "preferences.startEmails")}
      </ChoiceForm>
    );
  return (
    <p>
      {practice.phone
        ? say("common.questions", { practice: practice.name, phone: practice.phone.text })
        : say("common.questionsNoPhone", { practice: practice.name })}
    </p>
  );
}

/** One button that stops or starts a channel; posts without JavaScript. */
export function ChoiceForm({
  token,
  language,
  lang,
  channel,
  on,
  look = "secondary",
  children,
}: Where & { channel: ChannelChoice["channel"] | "all"; on: boolean; look?: "primary" | "secondary"; children: ReactNode }) {
  return (
    <form method="post" action={`/p/${encodeURIComponent(token)}/choose`} className="print:hidden">
      <input type="hidden" name="channel" value={channel} />
      <input type="hidden" name="on" value={on ? "yes" : "no"} />
      <input type="hidden" name="shown" value={language} />
      {lang ? <input type="hidden" name="lang" value={lang} /> : null}
      <button type="submit" className={styles[look]}>
        {children}
      </button>
    </form>
  );
}
