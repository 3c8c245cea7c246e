"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field, FieldError } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { languageName } from "@/lib/i18n/languages";
import type { BlockDetail } from "@/lib/templates/block-queries";
import type { BlockInput, BlockPlace } from "@/lib/templates/save-block";
import type { SquigglyChoice } from "./completion";
import { SquigglyTextarea } from "./squiggly-textarea";
import { Versions } from "./versions";

type Props = {
  block: BlockDetail;
  languages: readonly { value: string; label: string }[];
  squigglies: readonly SquigglyChoice[];
  /** Other blocks, which this one may hold. */
  others: readonly string[];
  mayEdit: boolean;
  save: (input: BlockInput) => Promise<ActionResult<{ version: number; templates: number }>>;
  remove: (input: BlockPlace) => Promise<ActionResult<{ version: number }>>;
};

const CHANNELS = { any: "Every channel", sms: "Text message", voice: "Call", email: "E-mail" } as const;

/** [TPL-02] One shared block in one channel and language, with the templates that change when it does. */
export function BlockEditor({ block, languages, squigglies, others, mayEdit, save, remove }: Props) {
  const { name, channel, language } = block;
  const router = useRouter();
  const [base, setBase] = useState({ version: block.newest, body: block.body });
  const [body, setBody] = useState(base.body);
  const [reviewed, setReviewed] = useState(false);
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [pending, start] = useTransition();
  const changed = body !== base.body;
  if (block.newest > base.version && !changed && !pending) {
    setBase({ version: block.newest, body: block.body });
    setBody(block.body);
  }
  const go = (to: { channel?: string; language?: string }): void =>
    router.push(`/templates/blocks/${name}?channel=${to.channel ?? channel}&language=${to.language ?? language}`);
  const place = { name, channel, language };
  const run = (): void =>
    start(async () => {
      const result = await save({ ...place, body, basedOn: base.version, reviewed });
      setFailure(result.ok ? undefined : result);
      if (!result.ok) return;
      const { version, templates } = result.data;
      toast.done(`Saved as version ${version}.`, `${templates} ${templates === 1 ? "wording has" : "wordings have"} changed with it.`);
      setBase({ version, body: body.trim() });
      setBody(body.trim());
      setReviewed(false);
    });
  const take = (): void =>
    start(async () => {
      const result = await remove(place);
      setFailure(result.ok ? undefined : result);
      if (result.ok) toast.done("These words are taken away. Earlier versions stay listed.");
    });
  const summary = failure
    ? Object.keys(failure.fields).length > 0
      ? Object.entries(failure.fields).map(([field, message]) => ({ message, fieldId: `block-${field}` }))
      : [{ message: failure.message }]
    : [];
  return (
    <div className="grid content-start gap-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <ErrorSummary errors={summary} />
        <div className="flex flex-wrap gap-4">
          <Field label="Stands in" className="w-44">
            {(control) => (
              <NativeSelect {...control} value={channel} onChange={(event) => go({ channel: event.target.value })}>
                {Object.entries(CHANNELS).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <Field label="Language" className="w-56">
            {(control) => (
              <NativeSelect {...control} value={language} onChange={(event) => go({ language: event.target.value })}>
                {languages.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.label}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        </div>
        <Field id="block-body" label="Words" error={failure?.fields.body}>
          {(control) =>
            mayEdit ? (
              <SquigglyTextarea
                control={control}
                value={body}
                onChange={(text) => {
                  setBody(text);
                  setFailure(undefined);
                }}
                squigglies={squigglies}
                blocks={others}
                rows={6}
                language={language}
              />
            ) : (
              <p id={control.id} dir="auto" className="rounded-md border border-line bg-sunken p-3 wrap-long whitespace-pre-wrap">
                {body || "No words yet."}
              </p>
            )
          }
        </Field>
        {mayEdit && language !== "en" ? (
          <div>
            <CheckboxField
              id="block-reviewed"
              label={`Someone who knows ${languageName(language)} has read this`}
              hint="Templates that use it are sent by themselves, so it has to be read first."
              checked={reviewed}
              onCheckedChange={(checked) => setReviewed(checked === true)}
            />
            {failure?.fields.reviewed ? <FieldError>{failure.fields.reviewed}</FieldError> : null}
          </div>
        ) : null}
        {mayEdit ? (
          <div className="flex flex-wrap gap-2">
            <Button look="primary" pending={pending} disabled={!changed} onClick={run}>
              Save as a new version
            </Button>
            {base.body === "" ? null : (
              <Button pending={pending} onClick={take}>
                Take these words away
              </Button>
            )}
          </div>
        ) : (
          <p className="text-ink-muted">A manager or an admin can change it.</p>
        )}
      </div>
      <Uses block={block} />
      <Versions
        history={block.history.map((one) => ({
          version: one.version,
          text: one.body,
          by: one.by,
          at: one.at,
          ...(one.body === "" && { instead: "taken away" }),
        }))}
        language={language}
        draft={body}
      />
    </div>
  );
}

function Uses({ block }: { block: BlockDetail }) {
  return (
    <section aria-labelledby="uses" className="flex min-w-0 flex-col gap-2">
      <h2 id="uses" className="text-lg font-semibold">
        What changes with it
      </h2>
      {block.uses.length === 0 ? <p className="text-ink-muted">No template uses it yet.</p> : null}
      <ul className="flex flex-col gap-1">
        {block.uses.map((use) => (
          <li key={`${use.key} ${use.channel} ${use.language}`}>
            <Link
              href={`/templates/${use.key}?channel=${use.channel}&language=${use.language}`}
              className="text-accent underline underline-offset-2"
            >
              {use.purpose}
            </Link>
            , {CHANNELS[use.channel].toLowerCase()}, {languageName(use.language)}
          </li>
        ))}
      </ul>
      {block.inBlocks.length > 0 ? <p>It stands in the blocks {block.inBlocks.join(", ")}.</p> : null}
      <p className="text-sm text-ink-muted">
        In a template it is written <code className="font-mono">{`{% render '${block.name}' %}`}</code>.
      </p>
    </section>
  );
}
