import type { ReactNode } from "react";
import { styles } from "./styles";

const BORDER = { good: "border-good", warn: "border-warn", info: "border-accent" } as const;

/** Something that happened, above the rest of the page. The words carry the meaning; the colour only helps. */
export function Notice({ tone, title, children }: { tone: keyof typeof BORDER; title: string; children?: ReactNode }) {
  return (
    <div className={`rounded-md border-2 bg-surface px-4 py-3 ${BORDER[tone]}`}>
      <p className="font-semibold wrap-long">{title}</p>
      {children}
    </div>
  );
}

/** What went wrong, on top of the page, with a link to the field it is about. `#problem` in the address brings the focus here without a script. */
export function ProblemSummary({ title, message, fieldId }: { title: string; message: string; fieldId?: string }) {
  return (
    <div id="problem" role="alert" tabIndex={-1} className="rounded-md border-2 border-bad bg-surface px-4 py-3">
      <h2 className={styles.h2}>{title}</h2>
      <p className="font-medium text-bad">
        {fieldId ? (
          <a href={`#${fieldId}`} className="inline-flex min-h-11 items-center underline underline-offset-4">
            {message}
          </a>
        ) : (
          message
        )}
      </p>
    </div>
  );
}
