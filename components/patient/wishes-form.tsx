import { EARLIEST, LATEST, type WishedChannel } from "@/lib/consent/wishes/kinds";
import { languageName, t, type PageLocale } from "@/lib/i18n";
import type { WishesPage } from "@/lib/patient-pages/wishes";
import { PATIENT_LANGUAGES } from "@/lib/patients/schemas";
import { formatTime } from "@/lib/time";
import { styles } from "./styles";

type Props = {
  wishes: NonNullable<WishesPage>;
  token: string;
  language: PageLocale;
  /** Set where the language switch was used. */
  lang: PageLocale | undefined;
  /** The hours that were sent do not go together. */
  wrongHours: boolean;
};

const select = "min-h-12 w-full rounded-md border border-line-strong bg-surface px-3 text-patient text-ink";

/** [CON-12] For each kind of message: which way, in which hours, and in which language. Plain forms that post without JavaScript. */
export function WishesForms({ wishes, token, language, lang, wrongHours }: Props) {
  const say = t(language);
  const known: readonly string[] = PATIENT_LANGUAGES;
  return wishes.kinds.map((kind) => (
    <form
      key={kind.id}
      method="post"
      action={`/p/${encodeURIComponent(token)}/wishes`}
      className="flex flex-col gap-5 rounded-md border border-line bg-surface px-4 py-4 print:hidden"
    >
      <input type="hidden" name="kind" value={kind.id} />
      <input type="hidden" name="shown" value={language} />
      {lang ? <input type="hidden" name="lang" value={lang} /> : null}
      <fieldset className="flex flex-col gap-1">
        <legend className={styles.h2}>{say(`preferences.kind.${kind.id}`)}</legend>
        {(["any", ...kind.ways.map((way) => way.channel), "none"] as WishedChannel[]).map((channel) => (
          <label key={channel} className="flex min-h-11 items-center gap-3 wrap-long">
            <input
              type="radio"
              name="channel"
              value={channel}
              defaultChecked={channel === kind.channel}
              className="size-5 shrink-0 accent-accent"
            />
            <span>
              {say(`preferences.way.${channel}`)}
              {kind.ways
                .filter((way) => way.channel === channel)
                .map((way) => (
                  <span key={way.channel} dir="ltr">{` ${way.contact}`}</span>
                ))}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className={styles.h2}>{say("preferences.hours")}</legend>
        {wrongHours ? (
          <p id="problem" role="alert" className="text-bad">
            {say("preferences.hoursWrong")}
          </p>
        ) : null}
        {(
          [
            ["opens", "preferences.notBefore", EARLIEST, wishes.hours?.opens],
            ["closes", "preferences.notAfter", LATEST, wishes.hours?.closes],
          ] as const
        ).map(([name, label, hours, value]) => (
          <label key={name} className="flex flex-col gap-1">
            {say(label)}
            <select name={name} defaultValue={hours.some((hour) => hour === value) ? value : ""} className={select}>
              <option value="">{say("preferences.anyHour")}</option>
              {hours.map((hour) => (
                <option key={hour} value={hour}>
                  {formatTime(hour, language)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      <label className={`flex flex-col gap-1 ${styles.h2}`}>
        {say("preferences.languageLabel")}
        <select name="language" defaultValue={known.includes(wishes.language) ? wishes.language : ""} className={select}>
          {known.includes(wishes.language) ? null : <option value="">{languageName(wishes.language)}</option>}
          {PATIENT_LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {languageName(tag)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={styles.primary}>
        {say("preferences.save")}
      </button>
    </form>
  ));
}
