"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Cadence } from "@/lib/reminders/schemas";
import { finalRow, fromDrafts, newDraft, toDraft, type StepDraft } from "../cadence-draft";
import { errorAt, type EditorProps } from "./types";

const MOST_STEPS = 12;
const ANSWERS = ["confirm-cancel", "confirm", "none"] as const;
const SKIPS = ["", "yes", "no"] as const;

/** [REM-01] [REM-26] The reminders before each visit: when each goes out and what the patient may answer. */
export function CadenceEditor({ value, onChange, errors }: EditorProps<Cadence>) {
  const [drafts, setDrafts] = useState(() => value.map(toDraft));
  const list = useRef<HTMLOListElement>(null);
  const set = (next: StepDraft[]): void => {
    setDrafts(next);
    onChange(fromDrafts(next));
  };
  const change = (row: string, part: Partial<StepDraft>): void => set(drafts.map((d) => (d.row === row ? { ...d, ...part } : d)));
  const last = finalRow(drafts);
  const all = errors[""];
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-muted">
        Steps go out in the order of their times. The one nearest to the visit is the final reminder.
      </p>
      {all ? <FieldError>{all}</FieldError> : null}
      <ol ref={list} aria-label="Reminders" className="flex flex-col gap-3">
        {drafts.map((draft, index) => (
          <li key={draft.row}>
            <Step
              draft={draft}
              name={`Reminder ${index + 1}`}
              isFinal={draft.row === last}
              error={errorAt(errors, String(index))}
              change={(part) => change(draft.row, part)}
              remove={() => {
                set(drafts.filter((d) => d.row !== draft.row));
                // The button that had the focus is gone: the list takes it.
                setTimeout(() => list.current?.parentElement?.querySelector<HTMLButtonElement>("[data-add]")?.focus());
              }}
            />
          </li>
        ))}
      </ol>
      {drafts.length === 0 ? <p className="text-ink-muted">No reminders go out before visits.</p> : null}
      <div>
        <Button data-add disabled={drafts.length >= MOST_STEPS} onClick={() => set([...drafts, newDraft(drafts)])}>
          <Plus aria-hidden /> Add a reminder
        </Button>
      </div>
    </div>
  );
}

type StepProps = {
  draft: StepDraft;
  name: string;
  isFinal: boolean;
  error: string | undefined;
  change: (part: Partial<StepDraft>) => void;
  remove: () => void;
};

function Step({ draft, name, isFinal, error, change, remove }: StepProps) {
  const amount = (unit: "days" | "hours" | "minutes", words: string, most: number) => (
    <Field label={words} className="w-20">
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={0}
          max={most}
          value={draft[unit]}
          onChange={(event) => change({ [unit]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center justify-between gap-2">
        <p className="flex items-center gap-2 font-medium">
          {name} {isFinal ? <Badge tone="accent">Final reminder</Badge> : null}
        </p>
        <Button look="quiet" size="icon" aria-label={`Remove ${name.toLowerCase()}`} onClick={remove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="When" className="w-44">
          {(control) => (
            <NativeSelect
              {...control}
              value={draft.mode}
              onChange={(event) => change({ mode: event.target.value === "at" ? "at" : "before" })}
            >
              <option value="before">Before the visit</option>
              <option value="at">At a time of day</option>
            </NativeSelect>
          )}
        </Field>
        {amount("days", draft.mode === "at" ? "Days before" : "Days", 365)}
        {draft.mode === "before" ? (
          <>
            {amount("hours", "Hours", 240)}
            {amount("minutes", "Minutes", 600)}
          </>
        ) : (
          <Field label="At" className="w-28">
            {(control) => <Input {...control} type="time" value={draft.at} onChange={(event) => change({ at: event.target.value })} />}
          </Field>
        )}
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="The patient may answer" className="w-48">
          {(control) => (
            <NativeSelect
              {...control}
              value={draft.answers}
              onChange={(event) => change({ answers: ANSWERS.find((one) => one === event.target.value) ?? "none" })}
            >
              <option value="confirm-cancel">Confirm or cancel</option>
              <option value="confirm">Confirm only</option>
              <option value="none">Nothing</option>
            </NativeSelect>
          )}
        </Field>
        <Field label="After an answer, later reminders" className="w-56">
          {(control) => (
            <NativeSelect
              {...control}
              value={draft.skip}
              onChange={(event) => change({ skip: SKIPS.find((one) => one === event.target.value) ?? "" })}
            >
              <option value="">As for all reminders</option>
              <option value="yes">Are skipped</option>
              <option value="no">Still go out</option>
            </NativeSelect>
          )}
        </Field>
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}
