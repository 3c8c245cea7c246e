"use client";

import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { TemplateHistoryEntry, TemplateText } from "@/lib/templates/queries";

type Props = {
  history: readonly TemplateHistoryEntry[];
  standard: TemplateText | undefined;
  /** Takes a wording into the editor, where it can be looked at and saved. */
  restore: ((text: TemplateText) => void) | undefined;
};

/** [TPL-03] The wordings that were saved, newest first, with who and when; the standard wording comes last. */
export function Versions({ history, standard, restore }: Props) {
  return (
    <section aria-labelledby="versions" className="flex flex-col gap-2">
      <h2 id="versions" className="text-lg font-semibold">
        Versions
      </h2>
      {history.length === 0 ? <p className="text-ink-muted">Nobody has changed this wording yet.</p> : null}
      <ul className="flex flex-col">
        {history.map((entry, index) => (
          <li key={entry.version} className="border-b border-line py-2 last:border-b-0">
            <details>
              <summary className="cursor-pointer">
                Version {entry.version}
                {entry.standard ? ", back to the standard wording" : ""}
                {index === 0 ? " (in use)" : ""}, <span className="text-ink-muted">{entry.by ?? "someone who has left"}, </span>
                <Time time={entry.at} className="text-ink-muted" />
              </summary>
              {entry.standard ? null : <Words text={entry} name={`version ${entry.version}`} restore={index === 0 ? undefined : restore} />}
            </details>
          </li>
        ))}
        {standard ? (
          <li className="py-2">
            <details>
              <summary className="cursor-pointer">Standard wording{history.length === 0 ? " (in use)" : ""}</summary>
              <Words text={standard} name="the standard wording" restore={history.length === 0 ? undefined : restore} />
            </details>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Words({ text, name, restore }: { text: TemplateText; name: string; restore: Props["restore"] }) {
  return (
    <div className="mt-2 flex flex-col items-start gap-2">
      {text.subject ? <p className="font-medium wrap-long">{text.subject}</p> : null}
      <p dir="auto" className="w-full rounded-md bg-sunken p-3 text-sm wrap-long whitespace-pre-wrap">
        {text.body}
      </p>
      {restore ? (
        <Button size="sm" onClick={() => restore({ subject: text.subject, body: text.body })}>
          Take {name} into the editor
        </Button>
      ) : null}
    </div>
  );
}
