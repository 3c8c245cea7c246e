import type { ReactNode } from "react";
import { t, type PageLocale } from "@/lib/i18n";
import type { VisitPage } from "@/lib/patient-pages/visit-page";
import { formatDate, formatTime } from "@/lib/time/format";
import { styles } from "./styles";

/** When and where. Only what the visit's page may show is in `visit`. */
export function VisitSummary({ visit, language }: { visit: VisitPage; language: PageLocale }) {
  const say = t(language);
  const { place } = visit;
  return (
    <dl className="flex flex-col gap-3 rounded-md border border-line bg-surface px-4 py-4 wrap-long">
      <Fact label={say("visit.when")}>
        <strong className="block font-semibold">{formatDate(visit.date, language, "full")}</strong>
        <strong className="block font-semibold">{formatTime(visit.time, language)}</strong>
        {visit.zone ? <span className="block text-ink-muted">{say("visit.clinicTime", { zone: visit.zone })}</span> : null}
      </Fact>
      {place.name || place.lines.length ? (
        <Fact label={say("visit.where")}>
          {place.name ? <span className="block font-semibold">{place.name}</span> : null}
          <span className="block">{place.lines.join(", ")}</span>
          <span className="flex flex-wrap gap-x-6 print:hidden">
            {place.mapUrl ? (
              <a href={place.mapUrl} rel="noreferrer" className={styles.link}>
                {say("common.directions")}
              </a>
            ) : null}
          </span>
        </Fact>
      ) : null}
    </dl>
  );
}

/** For whom, with whom, what for: below the buttons, so that a small phone's first screen has what is needed to answer. */
export function VisitDetails({ visit, language }: { visit: VisitPage; language: PageLocale }) {
  const say = t(language);
  if (!visit.firstName && !visit.providerName && !visit.typeName) return null;
  return (
    <dl className="flex flex-col gap-2 wrap-long">
      {visit.firstName ? <Fact label={say("visit.for")}>{visit.firstName}</Fact> : null}
      {visit.providerName ? <Fact label={say("visit.with")}>{visit.providerName}</Fact> : null}
      {visit.typeName ? <Fact label={say("visit.type")}>{visit.typeName}</Fact> : null}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[8rem_1fr]">
      <dt className="text-ink-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What to know before coming, as the clinic wrote it, in the page's language where there is a version in it. */
export function Instructions({ visit, language }: { visit: VisitPage; language: PageLocale }) {
  const texts = visit.instructions.flatMap((one) => one[language] ?? one.en ?? []);
  if (texts.length === 0) return null;
  return (
    <section aria-labelledby="before">
      <h2 id="before" className={styles.h2}>
        {t(language)("visit.instructions")}
      </h2>
      {texts.map((text) => (
        <p key={text} className="wrap-long whitespace-pre-line">
          {text}
        </p>
      ))}
    </section>
  );
}

/** Telephone and calendar: what a patient may still need when the question is answered. */
export function VisitLinks({
  visit,
  language,
  calendarHref,
}: {
  visit: VisitPage;
  language: PageLocale;
  calendarHref: string | undefined;
}) {
  const say = t(language);
  if (!visit.phone && !calendarHref) return null;
  return (
    <p className="flex flex-wrap gap-x-6 print:hidden">
      {calendarHref ? (
        <a href={calendarHref} className={styles.link}>
          {say("visit.addToCalendar")}
        </a>
      ) : null}
      {visit.phone ? (
        <a href={`tel:${visit.phone.e164}`} className={styles.link}>
          {say("common.call", { phone: visit.phone.text })}
        </a>
      ) : null}
    </p>
  );
}
