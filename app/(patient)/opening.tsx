import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ProblemSummary } from "@/components/patient/notice";
import { PatientPage, type PatientPageProps } from "@/components/patient/patient-page";
import { styles } from "@/components/patient/styles";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { requestIdOf, requestIp, requestNonce } from "@/lib/auth/request";
import type { Ctx } from "@/lib/context";
import { t, type PageLocale } from "@/lib/i18n";
import type { LinkPurpose } from "@/lib/links/create-link";
import type { OpenedLink } from "@/lib/links/open-link";
import { knownLanguage, LANGUAGE_COOKIE, pageLanguage } from "@/lib/patient-pages/language";
import { openPage, type PageProblem } from "@/lib/patient-pages/open-page";
import { pagePath, type PatientPageName } from "@/lib/patient-pages/paths";
import type { Practice } from "@/lib/patient-pages/practice";

/** What Next gives every page under /p/[token]. */
export type PatientRoute = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Read by search engines, if any gets here, and by browsers: nothing of the address leaves the page. The page brings its own title. */
export const PRIVATE: Metadata = {
  title: { absolute: "" },
  robots: { index: false, follow: false, noarchive: true },
  referrer: "no-referrer",
};

/** What a page needs besides its data. */
export type Around = {
  token: string;
  language: PageLocale;
  /** The language in the address, where the switch was used: links and forms carry it on. */
  lang: PageLocale | undefined;
  query: Record<string, string | string[] | undefined>;
  frame: Omit<PatientPageProps, "children" | "practice" | "preferencesHref">;
};

/**
 * Opens the link, reads the page's data in one transaction that ends before anything is rendered, and gives the page in its frame;
 * where the link does not open, the page that says what to do instead.
 */
export async function patientPage<T extends { practice: Practice }>(
  route: PatientRoute,
  page: PatientPageName,
  purpose: readonly LinkPurpose[],
  load: (ctx: Ctx, link: OpenedLink) => Promise<T>,
  show: (data: T, around: Around) => { title: string; body: ReactNode; preferences?: boolean },
): Promise<ReactNode> {
  const { token } = await route.params;
  const query = await route.searchParams;
  const jar = await cookies();
  const opened = await openPage({ token, purpose, ip: await requestIp(), requestId: await requestIdOf() }, load);
  const language = pageLanguage({
    asked: query.lang,
    remembered: jar.get(LANGUAGE_COOKIE)?.value,
    link: opened.ok ? opened.link.language : opened.language,
    accepts: (await headers()).get("accept-language"),
  });
  const frame = { language, token, page, theme: parseTheme(jar.get(THEME_COOKIE)?.value), nonce: await requestNonce() };
  if (!opened.ok)
    return (
      <PatientPage {...frame}>
        <Problem {...opened} language={language} retry={pagePath(token, page, { lang: knownLanguage(query.lang) })} />
      </PatientPage>
    );
  const lang = knownLanguage(query.lang);
  const shown = show(opened.data, { token, language, lang, query, frame });
  return (
    <PatientPage
      {...frame}
      practice={opened.data.practice}
      preferencesHref={shown.preferences && opened.link.endpointId ? pagePath(token, "preferences", { lang }) : undefined}
    >
      <title>{shown.title}</title>
      {failedBefore(query, language)}
      {shown.body}
    </PatientPage>
  );
}

const WORDS = {
  expired: { title: "link.expired.title", body: "link.expired.body" },
  invalid: { title: "link.invalid.title", body: "link.invalid.body" },
  "too-many": { title: "link.tooMany.title", body: "link.tooMany.body" },
  unavailable: { title: "common.problem.title", body: "common.problem.body" },
} as const;

function Problem({ problem, reference, language, retry }: PageProblem & { language: PageLocale; retry: string }) {
  const say = t(language);
  const words = WORDS[problem];
  return (
    <>
      <title>{say(words.title)}</title>
      <h1 className={styles.h1}>{say(words.title)}</h1>
      <p>{say(words.body)}</p>
      {problem === "unavailable" ? (
        <>
          <p>
            <a href={retry} className={styles.link}>
              {say("common.tryAgain")}
            </a>
          </p>
          <p className="text-ink-muted wrap-long">{say("common.problem.reference", { id: reference })}</p>
        </>
      ) : null}
    </>
  );
}

/** A form post that failed comes back with a code; the one about a field is shown by its page. */
function failedBefore(query: Around["query"], language: PageLocale): ReactNode {
  if (typeof query.problem !== "string" || query.problem === "reason" || query.problem === "hours") return null;
  const say = t(language);
  const reference = typeof query.reference === "string" && /^[0-9a-f-]{36}$/.test(query.reference) ? query.reference : undefined;
  return (
    <ProblemSummary
      title={say("common.problem.title")}
      message={[say("common.problem.body"), reference ? say("common.problem.reference", { id: reference }) : ""].join(" ").trim()}
    />
  );
}
