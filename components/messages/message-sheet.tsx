"use client";

import { addressWords } from "@/components/contacts/address-words";
import { MailQuestion } from "lucide-react";
import Link from "next/link";
import { useSearchParams, usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { changeQuery } from "@/components/data-table/query";
import { DetailSheet, type SheetNeighbour } from "@/components/detail-sheet/detail-sheet";
import { Trail } from "@/components/trail/trail";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { MessageDetail } from "@/lib/messages/detail";
import { MessageActions, type MessageVerbs } from "./message-actions";

const CHANNELS: Record<string, string> = { sms: "text message", voice: "call", email: "e-mail" };

type Props = MessageVerbs & {
  id: string;
  /** Null where the address names a message that does not exist here. */
  message: MessageDetail | null;
  /** The rows of the list, for turning to the neighbours. */
  ids: readonly string[];
};

/** [DLV-10] One message beside its list: what was said, to whom, what the carrier made of it, and why it was decided so. */
export function MessageSheet({ id, message, ids, sendNow, settle }: Props) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const index = ids.indexOf(id);
  const neighbour = (at: number): SheetNeighbour | undefined => {
    const other = index < 0 ? undefined : ids[at];
    return other ? { id: other, href: pathname + changeQuery(search, { open: other }) } : undefined;
  };
  if (!message)
    return (
      <DetailSheet rowId={id} title="Message">
        <EmptyState icon={MailQuestion} title="There is no such message">
          It may have been replaced when its visit was planned again, or it belongs to another organization. The list shows what there is.
        </EmptyState>
      </DetailSheet>
    );
  return (
    <DetailSheet
      rowId={id}
      title={<bdi>{message.patient?.name ?? (message.address ? addressWords(message.address) : "Unknown number")}</bdi>}
      description={describe(message)}
      previous={neighbour(index - 1)}
      next={neighbour(index + 1)}
      footer={message.canSendNow || message.canSettle ? <MessageActions message={message} sendNow={sendNow} settle={settle} /> : undefined}
    >
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <p>
            <Status kind={message.state.kind} value={message.state.value} />
          </p>
          {message.stateText ? <p className="wrap-long">{message.stateText}</p> : null}
        </div>
        <Said message={message} />
        <Section title="Facts">
          <Facts message={message} />
        </Section>
        {message.attempts.length > 0 ? (
          <Section title="Tries at the carrier">
            <ol className="flex flex-col gap-1">
              {message.attempts.map((attempt) => (
                <li key={`${attempt.number} ${attempt.at.iso}`}>
                  {attempt.number}. {attempt.text}
                  {attempt.code ? `: ${attempt.code}` : ""}, <Time time={attempt.at} className="text-ink-muted" />
                </li>
              ))}
            </ol>
            {message.realClock ? (
              <p className="text-sm text-ink-muted">These times are the real clock’s, the carrier’s own; all others here are the demo’s.</p>
            ) : null}
          </Section>
        ) : null}
        {message.direction === "out" ? (
          <Section title="What happened and why">
            {message.trail.steps.length > 0 ? (
              <Trail steps={message.trail.steps}>
                {message.trail.forecast ? "This is how it stands by today’s facts. It is decided again when it goes out." : null}
              </Trail>
            ) : (
              <p className="text-ink-muted">No decision has been recorded for this message yet.</p>
            )}
          </Section>
        ) : null}
      </div>
    </DetailSheet>
  );
}

function describe(message: MessageDetail): string {
  const what = message.channel ? (CHANNELS[message.channel] ?? message.channel) : "message without a channel";
  return message.direction === "in" ? `Answer by ${what}` : `${message.template}, ${what}`;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

function Said({ message }: { message: MessageDetail }) {
  if (message.preview && "text" in message.preview)
    return (
      <Section title="As it would read now">
        <div dir="auto" className="rounded-md border border-dashed border-line-strong p-3 wrap-long whitespace-pre-wrap">
          {message.preview.subject ? <p className="mb-2 font-semibold">{message.preview.subject}</p> : null}
          {message.preview.text}
        </div>
        {message.preview.note ? <p className="text-sm">{message.preview.note}</p> : null}
        <p className="text-sm text-ink-muted">It is written anew when it goes out, from the template and the visit as they are then.</p>
      </Section>
    );
  if (message.preview) return <p className="rounded-md border border-dashed border-line-strong p-3 wrap-long">{message.preview.problem}</p>;
  if (message.body === null)
    return (
      <p className="rounded-md border border-dashed border-line-strong p-3 text-ink-muted">
        The text is written when the message goes out, from the template and the visit as they are then.
      </p>
    );
  return (
    <Section title={message.direction === "in" ? "What they wrote" : "What was said"}>
      <div dir="auto" className="rounded-md border border-line bg-sunken p-3 wrap-long whitespace-pre-wrap">
        {message.subject ? <p className="mb-2 font-semibold">{message.subject}</p> : null}
        {message.body}
      </div>
      {message.answers.map((answer) => (
        <div key={answer.id} className="ms-6 rounded-md bg-accent-soft p-3">
          <p dir="auto" className="wrap-long whitespace-pre-wrap">
            {answer.text}
          </p>
          <p className="mt-1 text-sm text-ink-muted">
            The patient, <Time time={answer.at} />
          </p>
        </div>
      ))}
    </Section>
  );
}

function Facts({ message }: { message: MessageDetail }) {
  const inward = message.direction === "in";
  const rows: [string, ReactNode][] = [
    [
      "Patient",
      message.patient ? (
        <TextLink key="patient" href={`/patients/${message.patient.id}`}>
          {message.patient.name}
        </TextLink>
      ) : (
        "Not known, or several share the number"
      ),
    ],
    [
      "Visit",
      message.appointment ? (
        <>
          <TextLink href={`/schedule?open=${message.appointment.id}`}>{message.appointment.text}</TextLink>,{" "}
          <Time time={message.appointment.at} />
        </>
      ) : null,
    ],
    ["Understood as", message.understood],
    [inward ? "From" : "To", message.address && addressWords(message.address)],
    [inward ? "To" : "From", message.sender],
    ["Template", message.template && !inward ? templateText(message) : null],
    ["Language", message.language],
    ["Why that language", message.trail.steps.findLast((step) => step.entry.rule === "template" && step.entry.outcome === "kept")?.text],
    [
      "Length",
      message.segments
        ? `${message.segments} ${message.segments === 1 ? "segment" : "segments"}${message.encoding ? `, ${message.encoding}` : ""}`
        : null,
    ],
    ["Consent", message.consent.length ? message.consent.join(". ") : null],
    ["Carrier", message.carrier ? [message.carrier.status, message.carrier.code].filter(Boolean).join(": ") : null],
    [
      "Carrier’s id",
      message.carrier?.id ? (
        <span key="id" className="font-mono text-sm">
          {message.carrier.id}
        </span>
      ) : null,
    ],
    ...message.times.map((t): [string, ReactNode] => [t.label, <Time key={t.label} time={t.at} />]),
    [
      "Answers",
      message.repliesTo ? (
        <TextLink key="answers" href={`/messages?open=${message.repliesTo}`}>
          The message this answers
        </TextLink>
      ) : null,
    ],
  ];
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {rows.map(([label, value], index) =>
        value ? (
          <div key={`${label}${index}`} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="min-w-0 wrap-long">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function templateText(message: MessageDetail): string {
  if (!message.templateVersion) return message.template;
  return `${message.template} (${message.templateVersion === "standard" ? "standard wording" : `version ${message.templateVersion}`})`;
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
