import type { ReactNode } from "react";
import { Document } from "@/components/document";
import type { Theme } from "@/components/theme/theme";
import { dir, languageName, PAGE_LOCALES, t, type PageLocale } from "@/lib/i18n";
import type { PatientPageName } from "@/lib/patient-pages/paths";
import { styles } from "./styles";

export type PatientPageProps = {
  children: ReactNode;
  language: PageLocale;
  theme: Theme;
  nonce: string | undefined;
  /** Who the page is from; absent where the link did not open. */
  practice?: { name: string; phone: { e164: string; text: string } | null; accent: string; logoUrl?: string | null } | undefined;
  token: string;
  page: PatientPageName;
  /** The path of the preferences page, where the link opens it. */
  preferencesHref?: string | undefined;
};

/** The frame of every patient page: who it is from, the language switch, the page, and where to ask. No script of its own. */
export function PatientPage({ children, language, theme, nonce, practice, token, page, preferencesHref }: PatientPageProps) {
  const say = t(language);
  return (
    <Document lang={language} dir={dir(language)} theme={theme} nonce={nonce} accent={practice?.accent ?? null}>
      <div className="mx-auto flex min-h-dvh max-w-2xl flex-col px-4 text-patient leading-7 text-ink sm:px-6">
        <a href="#main" className={`skip-link rounded-md bg-raised px-3 py-2 ${styles.link}`}>
          {say("common.skipToContent")}
        </a>
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b-2 border-accent py-2.5">
          <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
            {practice?.logoUrl ? (
              // oxlint-disable-next-line next/no-img-element -- served as it was uploaded
              <img src={practice.logoUrl} alt="" className="max-h-11 max-w-40" />
            ) : null}
            <span className="min-w-0 wrap-long">{practice?.name}</span>
          </p>
          <nav aria-label={say("common.language")} className="flex gap-4 print:hidden">
            {PAGE_LOCALES.map((locale) =>
              locale === language ? (
                <span key={locale} lang={locale} aria-current="true" className="inline-flex min-h-11 items-center font-semibold">
                  {languageName(locale)}
                </span>
              ) : (
                <a
                  key={locale}
                  href={`/p/${encodeURIComponent(token)}/language?lang=${locale}&page=${page}`}
                  lang={locale}
                  hrefLang={locale}
                  className={styles.link}
                >
                  {languageName(locale)}
                </a>
              ),
            )}
          </nav>
        </header>
        <main id="main" tabIndex={-1} className="flex grow flex-col gap-5 py-5 outline-none sm:py-8">
          {children}
        </main>
        {practice ? (
          <footer className="flex flex-col gap-1 border-t border-line py-4 text-ink-muted">
            <p>
              {practice.phone
                ? say("common.questions", { practice: practice.name, phone: practice.phone.text })
                : say("common.questionsNoPhone", { practice: practice.name })}
            </p>
            <p>{say("footer.personal")}</p>
            {preferencesHref ? (
              <p className="print:hidden">
                <a href={preferencesHref} className={styles.link}>
                  {say("footer.preferences")}
                </a>
              </p>
            ) : null}
          </footer>
        ) : null}
      </div>
    </Document>
  );
}
