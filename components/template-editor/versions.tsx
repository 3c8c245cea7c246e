"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { Moment } from "@/lib/messages/moment";
import { TextDiff } from "./text-diff";

export type ShownVersion = {
  version: number;
  text: string;
  by: string | null;
  at: Moment;
  /** Holds no words of its own, e.g. "back to the standard wording". */
  instead?: string;
};

type Props = {
  history: readonly ShownVersion[];
  language: string;
  /** The standard wording, where there is one. */
  standard?: string;
  /** What stands in the editor. */
  draft: string;
  /** Saves an earlier version as a new one. */
  restore?: (version: number) => Promise<ActionResult<{ version: number }>>;
};

/** [TPL-03] The wordings that were saved, newest first, with who and when. Any two are compared word by word; an earlier one is restored as a new version. */
export function Versions({ history, language, standard, draft, restore }: Props) {
  const [against, setAgainst] = useState("used");
  const used = history[0]?.instead === undefined ? (history[0]?.text ?? standard ?? "") : (standard ?? "");
  const texts = new Map<string, string>([
    ["used", used],
    ["draft", draft],
    ...(standard === undefined ? [] : [["standard", standard] as const]),
    ...history.map((one) => [String(one.version), one.text] as const),
  ]);
  const other = texts.get(against) ?? used;
  return (
    <section aria-labelledby="versions" className="flex flex-col gap-2">
      <h2 id="versions" className="text-lg font-semibold">
        Versions
      </h2>
      {history.length === 0 ? <p className="text-ink-muted">Nobody has changed this wording yet.</p> : null}
      {history.length > 0 ? (
        <Field label="Compare each with" className="max-w-xs">
          {(control) => (
            <NativeSelect {...control} value={against} onChange={(event) => setAgainst(event.target.value)}>
              <option value="used">The words in use</option>
              <option value="draft">What stands in the editor</option>
              {standard === undefined ? null : <option value="standard">The standard wording</option>}
              {history
                .filter((one) => one.instead === undefined)
                .map((one) => (
                  <option key={one.version} value={String(one.version)}>
                    Version {one.version}
                  </option>
                ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
      <ul className="flex flex-col">
        {history.map((entry, index) => (
          <li key={entry.version} className="border-b border-line py-2 last:border-b-0">
            <details>
              <summary className="cursor-pointer">
                Version {entry.version}
                {entry.instead ? `, ${entry.instead}` : ""}
                {index === 0 ? " (in use)" : ""}, <span className="text-ink-muted">{entry.by ?? "someone who has left"}, </span>
                <Time time={entry.at} className="text-ink-muted" />
              </summary>
              {entry.instead ? null : (
                <div className="mt-2 flex flex-col items-start gap-2">
                  <Words text={entry.text} language={language} />
                  <p className="text-sm font-medium">What it takes out and puts in</p>
                  <TextDiff before={other} after={entry.text} language={language} />
                  {restore && index > 0 ? <Restore version={entry.version} restore={restore} /> : null}
                </div>
              )}
            </details>
          </li>
        ))}
        {standard === undefined ? null : (
          <li className="py-2">
            <details>
              <summary className="cursor-pointer">Standard wording{history.length === 0 ? " (in use)" : ""}</summary>
              <div className="mt-2">
                <Words text={standard} language={language} />
              </div>
            </details>
          </li>
        )}
      </ul>
    </section>
  );
}

function Words({ text, language }: { text: string; language: string }) {
  return (
    <p dir="auto" lang={language} className="w-full rounded-md bg-sunken p-3 text-sm wrap-long whitespace-pre-wrap">
      {text}
    </p>
  );
}

function Restore({ version, restore }: { version: number; restore: NonNullable<Props["restore"]> }) {
  const [pending, start] = useTransition();
  const run = (): void =>
    start(async () => {
      const result = await restore(version);
      if (result.ok) toast.done(`Version ${version} is in use again, as version ${result.data.version}.`);
      else toast.failed(Object.values(result.fields)[0] ?? result.message);
    });
  return (
    <Button size="sm" pending={pending} onClick={run}>
      Restore version {version}
    </Button>
  );
}
