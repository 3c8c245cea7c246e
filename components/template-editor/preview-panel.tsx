"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Segmented } from "@/components/ui/segmented";
import type { PreviewVisit, TemplatePreview } from "@/lib/templates/preview";
import type { Channel } from "@/lib/templates/types";
import { HearCall } from "./hear-call";
import { SmsMeter } from "./sms-meter";

type Props = {
  channel: Channel;
  language: string;
  preview: TemplatePreview | undefined;
  pending: boolean;
  visits: readonly PreviewVisit[];
  visitId: string;
  onVisit: (id: string) => void;
};

/** The wording as it stands, as a patient with this visit would get it. */
export function PreviewPanel({ channel, language, preview, pending, visits, visitId, onVisit }: Props) {
  return (
    <section aria-labelledby="preview" aria-busy={pending || undefined} className="flex min-w-0 flex-col gap-3 lg:row-span-2">
      <h2 id="preview" className="text-lg font-semibold">
        Preview
      </h2>
      {visits.length > 0 ? (
        <Field label="Upcoming visit">
          {(control) => (
            <NativeSelect {...control} value={visitId} onChange={(event) => onVisit(event.target.value)}>
              {visits.map((visit) => (
                <option key={visit.id} value={visit.id}>
                  {visit.label}, {visit.at.text}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : (
        <p className="rounded-md border border-dashed border-line-strong p-3 text-ink-muted">
          No visit is ahead. Book one or import a schedule, and the message shows here with its facts.
        </p>
      )}
      {preview?.content ? <p className="rounded-md bg-warn-soft p-3 text-warn">{preview.content}</p> : null}
      {preview ? <Shown channel={channel} language={language} preview={preview} /> : null}
    </section>
  );
}

function Shown({ channel, language, preview }: { channel: Channel; language: string; preview: TemplatePreview }) {
  const { message, errors } = preview;
  if (errors.body.length + errors.subject.length > 0)
    return <p className="rounded-md bg-warn-soft p-3 text-warn">The text has a mistake; it is named beside the field.</p>;
  if (!message) return null;
  if (!message.ok)
    return (
      <p className="rounded-md bg-warn-soft p-3 text-warn">
        {message.missing.length > 0
          ? `This visit has nothing for ${message.missing.join(", ")}. The message would wait for a person instead of going out.`
          : message.error}
      </p>
    );
  if (channel === "email") return <EmailPreview subject={message.subject ?? ""} html={message.html ?? ""} text={message.text} />;
  return (
    <>
      <div
        dir="auto"
        lang={language}
        data-testid="preview-text"
        className={cn(
          "max-w-md rounded-md border border-line p-3 wrap-long whitespace-pre-wrap",
          channel === "sms" ? "bg-accent-soft" : "bg-sunken",
        )}
      >
        {message.text}
      </div>
      {channel === "sms" ? (
        <SmsMeter
          worst={preview.worst}
          segments={message.segments ?? 0}
          units={message.units ?? 0}
          encoding={message.encoding ?? "GSM-7"}
          nonGsm={preview.nonGsm}
        />
      ) : (
        <HearCall text={message.text} language={language} script={preview.script} />
      )}
    </>
  );
}

/** The e-mail as a mail program in that scheme shows it, whatever this browser prefers. */
function inScheme(html: string, scheme: "light" | "dark"): string {
  return html
    .replaceAll("@media (prefers-color-scheme: dark)", scheme === "dark" ? "@media all" : "@media not all")
    .replaceAll("color-scheme: light dark", `color-scheme: ${scheme}`);
}

type Look = "light" | "dark" | "text";

function EmailPreview({ subject, html, text }: { subject: string; html: string; text: string }) {
  const [look, setLook] = useState<Look>("light");
  return (
    <>
      <Segmented
        label="How the e-mail is read"
        value={look}
        onChange={setLook}
        className="self-start"
        segments={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
          { value: "text", label: "As plain text" },
        ]}
      />
      <p className="wrap-long">
        <span className="text-ink-muted">Subject: </span>
        <span data-testid="preview-subject">{subject}</span>
      </p>
      {look === "text" ? (
        <pre dir="auto" className="rounded-md border border-line bg-sunken p-3 font-sans wrap-long whitespace-pre-wrap">
          {text}
        </pre>
      ) : (
        // Nothing in it may run, and its links lead nowhere.
        <iframe
          key={look}
          title="The e-mail"
          sandbox=""
          srcDoc={inScheme(html, look)}
          className="h-120 w-full rounded-md border border-line"
        />
      )}
    </>
  );
}
