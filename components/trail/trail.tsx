import { Settings2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";
import { Time, type TimeText } from "@/components/ui/time";
import type { TrailEntry } from "@/lib/delivery/trail";

/** One step of a trail, put into words by the server: the entry, its sentence, and its times written in the clinic's zone. */
export type TrailStep = {
  entry: Pick<TrailEntry, "rule" | "outcome" | "reason">;
  /** What happened and why, as a sentence. */
  text: string;
  at: TimeText;
  /** Where the rule moved the message, when it did. */
  from?: TimeText;
  to?: TimeText;
  /** The setting that decided: its name, where its value came from (e.g. "set for Downtown"), and where to change it. */
  setting?: { label: string; source: string; href?: string };
};

export type TrailProps = {
  /** Read out as the list's name. */
  label?: string;
  /** Oldest first. */
  steps: readonly TrailStep[];
  /** Shown after the last step, e.g. what comes next. */
  children?: ReactNode;
};

/** What was decided about a message and why, from plan to answer, as a vertical timeline. */
export function Trail({ label = "What happened and why", steps, children }: TrailProps) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {steps.map((step, index) => (
        <li
          key={`${step.at.iso}${step.entry.rule}${index}`}
          className="group relative flex flex-col gap-1 border-s border-line ps-4 pb-4 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden
            className="absolute -start-[4.5px] top-1.5 size-2 rounded-full border border-line-strong bg-raised group-last:bg-line-strong"
          />
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <Status kind="trail" value={step.entry.outcome} />
            <span className="text-sm text-ink-muted">
              <Time time={step.at} />
            </span>
          </div>
          <p className="wrap-long">{step.text}</p>
          {step.from && step.to ? (
            <p className="text-sm text-ink-muted">
              From <Time time={step.from} className="line-through decoration-line-strong" /> to{" "}
              <Time time={step.to} className="font-medium text-ink" />
            </p>
          ) : null}
          {step.setting ? <SettingNote setting={step.setting} /> : null}
          <p className="sr-only">
            Rule {step.entry.rule}, reason {step.entry.reason}
          </p>
        </li>
      ))}
      {children ? <li className="ps-4 pt-3 text-ink-muted">{children}</li> : null}
    </ol>
  );
}

function SettingNote({ setting }: { setting: NonNullable<TrailStep["setting"]> }) {
  return (
    <p className="flex items-start gap-1.5 text-sm text-ink-muted">
      <Settings2 aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        Setting:{" "}
        {setting.href ? (
          <Link href={setting.href} className="text-accent underline underline-offset-2">
            {setting.label}
          </Link>
        ) : (
          setting.label
        )}
        , {setting.source}
      </span>
    </p>
  );
}
