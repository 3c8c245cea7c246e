"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { languageName } from "@/lib/i18n/languages";
import type { PreviewVisit, TemplatePreview } from "@/lib/templates/preview";
import type { TemplateDetail, TemplateText } from "@/lib/templates/queries";
import type { TemplateInput, TemplatePlace } from "@/lib/templates/save-template";
import type { SquigglyChoice } from "./completion";
import { PreviewPanel } from "./preview-panel";
import { SquigglyTextarea } from "./squiggly-textarea";
import { Versions } from "./versions";

/** Subject and body as one text, for comparing. */
const whole = ({ subject, body }: TemplateText): string => (subject ? `${subject}\n\n${body}` : body);

export type TemplateVerbs = {
  restore: (input: TemplatePlace & { version: number; basedOn: number }) => Promise<ActionResult<{ version: number }>>;
  save: (input: TemplateInput) => Promise<ActionResult<{ version: number }>>;
  reset: (input: TemplatePlace) => Promise<ActionResult<{ version: number }>>;
  preview: (input: TemplatePlace & { subject?: string; body: string; appointmentId?: string }) => Promise<ActionResult<TemplatePreview>>;
};

type Props = TemplateVerbs & {
  template: TemplateDetail;
  squigglies: readonly SquigglyChoice[];
  /** Names of shared blocks that have words in this channel and language. */
  blocks: readonly string[];
  visits: readonly PreviewVisit[];
  mayEdit: boolean;
};

const PAUSE_MS = 350;

/** [TPL-01] [TPL-05] One message's words in one channel and language, beside what a patient would get. */
export function TemplateEditor({ template, squigglies, blocks, visits, mayEdit, save, reset, restore, preview }: Props) {
  const { key, channel, language } = template;
  const [base, setBase] = useState({ version: template.newest, text: template.text });
  const [draft, setDraft] = useState(base.text);
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [visitId, setVisitId] = useState(visits[0]?.id ?? "");
  const [reviewed, setReviewed] = useState(false);
  const [doing, setDoing] = useState<"save" | "reset">();
  const [pending, start] = useTransition();
  const { shown, looking } = usePreview(preview, template, draft, visitId);
  const changed = draft.body !== base.text.body || draft.subject !== base.text.subject;
  const place = { key, channel, language };
  const adopt = (): void => {
    setBase({ version: template.newest, text: template.text });
    setDraft(template.text);
    setFailure(undefined);
  };
  const newer = template.newest > base.version;
  // Somebody saved: where nothing was typed here, the screen simply follows.
  if (newer && !changed && !pending) adopt();

  const run = (what: "save" | "reset"): void => {
    setDoing(what);
    start(async () => {
      const subject = channel === "email" ? { subject: draft.subject } : {};
      const result =
        what === "save" ? await save({ ...place, ...subject, body: draft.body, basedOn: base.version, reviewed }) : await reset(place);
      setFailure(result.ok ? undefined : result);
      if (!result.ok) return;
      toast.done(
        what === "save" ? `Saved as version ${result.data.version}.` : "Back to the standard wording.",
        what === "save" && language !== "en" && !reviewed ? "It waits to be reviewed." : "It is used from the next message on.",
      );
      const text = what === "save" ? { subject: draft.subject.trim(), body: draft.body.trim() } : (template.standard ?? draft);
      setBase({ version: result.data.version, text });
      setDraft(text);
      setReviewed(false);
    });
  };
  const summary = failure
    ? Object.keys(failure.fields).length > 0
      ? Object.entries(failure.fields).map(([field, message]) => ({ message, fieldId: `template-${field}` }))
      : [{ message: failure.message }]
    : [];
  return (
    <div className="grid content-start gap-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <ErrorSummary errors={summary} />
        {newer && changed ? (
          <div className="flex flex-col items-start gap-2 rounded-md bg-warn-soft p-3 text-warn">
            <p>
              Version {template.newest} was saved while you wrote{template.history[0]?.by ? `, by ${template.history[0].by}` : ""}. Your
              text is still here; compare it with the newest version below.
            </p>
            <Button size="sm" onClick={adopt}>
              Drop mine and take the newest
            </Button>
          </div>
        ) : null}
        {channel === "email" ? (
          <Field
            id="template-subject"
            label="Subject"
            hint="It may name the practice, but nothing about the patient or the visit."
            error={failure?.fields.subject ?? firstOf(shown?.errors.subject)}
          >
            {(control) => (
              <Input
                {...control}
                lang={language}
                dir="auto"
                readOnly={!mayEdit}
                value={draft.subject}
                onChange={(event) => setDraft({ ...draft, subject: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field
          id="template-body"
          label={channel === "voice" ? "What the call says" : "Text"}
          error={failure?.fields.body ?? firstOf(shown?.errors.body)}
        >
          {(control) =>
            mayEdit ? (
              <SquigglyTextarea
                control={control}
                value={draft.body}
                onChange={(body) => {
                  setDraft((old) => ({ ...old, body }));
                  setFailure(undefined);
                }}
                squigglies={squigglies}
                blocks={blocks}
                rows={channel === "email" ? 16 : 9}
                language={language}
              />
            ) : (
              <pre
                id={control.id}
                dir="auto"
                className="rounded-md border border-line bg-sunken p-3 font-sans wrap-long whitespace-pre-wrap"
              >
                {draft.body}
              </pre>
            )
          }
        </Field>
        {mayEdit && language !== "en" ? (
          <CheckboxField
            label={`Someone who knows ${languageName(language)} has read this`}
            hint="Then it is sent by itself from the next message on. Without it, it is saved and waits."
            checked={reviewed}
            onCheckedChange={(checked) => setReviewed(checked === true)}
          />
        ) : null}
        {mayEdit ? (
          <div className="flex flex-wrap gap-2">
            <Button look="primary" pending={pending && doing === "save"} disabled={pending || !changed} onClick={() => run("save")}>
              Save as a new version
            </Button>
            {changed ? (
              <Button
                look="quiet"
                disabled={pending}
                onClick={() => {
                  setDraft(base.text);
                  setFailure(undefined);
                }}
              >
                Undo my changes
              </Button>
            ) : null}
            {template.source === "own" ? (
              <Button pending={pending && doing === "reset"} disabled={pending} onClick={() => run("reset")}>
                Back to the standard wording
              </Button>
            ) : null}
          </div>
        ) : (
          <p className="text-ink-muted">A manager or an admin can change the wording.</p>
        )}
      </div>
      <PreviewPanel
        channel={channel}
        language={language}
        preview={shown}
        pending={looking}
        visits={visits}
        visitId={visitId}
        onVisit={setVisitId}
      />
      <Versions
        history={template.history.map((one) => ({
          version: one.version,
          text: whole(one),
          by: one.by,
          at: one.at,
          ...(one.standard && { instead: "back to the standard wording" }),
        }))}
        language={language}
        standard={template.standard && whole(template.standard)}
        draft={whole(draft)}
        restore={mayEdit ? (version) => restore({ ...place, version, basedOn: base.version }) : undefined}
      />
    </div>
  );
}

function firstOf(errors: readonly { message: string; line: number }[] = []): string | undefined {
  const [first] = errors;
  return first && (first.line > 1 ? `Line ${first.line}: ${first.message}` : first.message);
}

/** Asks the server for the preview a moment after typing stops; only the latest answer counts. */
function usePreview(preview: TemplateVerbs["preview"], template: TemplateDetail, draft: TemplateText, visitId: string) {
  const [shown, setShown] = useState<TemplatePreview>();
  const [looking, setLooking] = useState(true);
  const latest = useRef(0);
  const { key, channel, language } = template;
  const { subject, body } = draft;
  useEffect(() => {
    const mine = ++latest.current;
    const timer = setTimeout(async () => {
      setLooking(true);
      const result = await preview({
        key,
        channel,
        language,
        body,
        ...(channel === "email" ? { subject } : {}),
        ...(visitId ? { appointmentId: visitId } : {}),
      });
      if (mine !== latest.current) return;
      setLooking(false);
      if (result.ok) setShown(result.data);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [preview, key, channel, language, subject, body, visitId]);
  return { shown, looking };
}
