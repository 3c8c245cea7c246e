import type { ReactNode } from "react";
import type { PageLocale } from "@/lib/i18n";

/** A plain form of the visit's pages: posts to the answer route, with or without JavaScript. `revision` is the time that was shown. */
export function AnswerForm({
  token,
  answer,
  revision,
  lang,
  children,
}: {
  token: string;
  answer: "confirm" | "cancel";
  revision: number;
  /** Set where the language switch was used. */
  lang: PageLocale | undefined;
  children: ReactNode;
}) {
  return (
    <form method="post" action={`/p/${encodeURIComponent(token)}/answer`} className="contents">
      <input type="hidden" name="answer" value={answer} />
      <input type="hidden" name="revision" value={revision} />
      {lang ? <input type="hidden" name="lang" value={lang} /> : null}
      {children}
    </form>
  );
}
