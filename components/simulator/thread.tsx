"use client";

import { Phone, Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { OpenPhone, ThreadItem } from "@/lib/simulator/screen";
import { Call } from "./call";
import { useAct } from "./use-act";

const QUICK = ["Y", "N", "STOP", "HELP"] as const;

/** A phone as its owner sees it: texts and calls, and a box to answer. */
export function Thread({ phone }: { phone: OpenPhone }) {
  const end = useRef<HTMLDivElement>(null);
  const count = phone.items.length;
  const shown = useRef(0);
  useEffect(() => {
    const box = end.current?.parentElement;
    if (box && shown.current !== count) box.scrollTop = box.scrollHeight;
    shown.current = count;
  });
  return (
    <div className="flex flex-col">
      {/* Scrolls by keyboard too, so it can be focused. */}
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="log"
        aria-label="Texts and calls"
        className="flex max-h-[60dvh] min-h-48 flex-col gap-2 overflow-y-auto bg-canvas p-3 -outline-offset-2"
      >
        {count === 0 ? <p className="m-auto text-ink-muted">Nothing has come to this phone yet.</p> : null}
        {phone.items.map((item) => (item.kind === "call" ? <Call key={item.id} call={item} /> : <Text key={item.id} text={item} />))}
        <div ref={end} />
      </div>
      {phone.senders.length > 0 ? <Reply phone={phone} /> : <p className="p-3 text-ink-muted">The practice has no number to write to.</p>}
    </div>
  );
}

function Text({ text }: { text: Extract<ThreadItem, { kind: "text" }> }) {
  return (
    <div className={cn("flex max-w-[85%] flex-col gap-0.5", text.fromPatient ? "items-end self-end" : "items-start self-start")}>
      <p
        dir="auto"
        className={cn(
          "rounded-md px-3 py-2 wrap-long whitespace-pre-wrap",
          text.fromPatient ? "bg-accent text-on-accent" : "border border-line bg-raised",
        )}
      >
        <span className="sr-only">{text.fromPatient ? "Patient: " : "Practice: "}</span>
        {text.fromPatient ? <span>{text.body}</span> : <Linked text={text.body} />}
      </p>
      <p className="text-xs text-ink-muted">
        {text.at}
        {text.fromPatient ? "" : ` · ${text.automatic ? "answered by the carrier" : text.status}${text.code ? ` (${text.code})` : ""}`}
      </p>
    </div>
  );
}

const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** Links of a text can be opened, as on a phone. */
function Linked({ text }: { text: string }) {
  return text.split(ADDRESS).map((part, index) =>
    ADDRESS.test(part) ? (
      <a key={index} href={part} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

function Reply({ phone }: { phone: OpenPhone }) {
  const [body, setBody] = useState("");
  const [to, setTo] = useState(phone.senders[0]!);
  const { act, pending } = useAct();
  const send = (text: string) => act({ act: "reply", from: phone.address, to, body: text }, () => setBody(""));
  return (
    <form
      className="flex flex-col gap-2 border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) send(body);
      }}
    >
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Quick answers</legend>
        {QUICK.map((word) => (
          <Button key={word} size="sm" disabled={pending} onClick={() => send(word)}>
            {word}
          </Button>
        ))}
      </fieldset>
      <div>
        <Button size="sm" disabled={pending} onClick={() => act({ act: "call-in", from: phone.address, to })}>
          <Phone aria-hidden />
          Call the practice
        </Button>
      </div>
      {phone.senders.length > 1 ? (
        <Field label="To">
          {(control) => (
            <NativeSelect {...control} value={to} onChange={(e) => setTo(e.target.value)}>
              {phone.senders.map((sender) => (
                <option key={sender}>{sender}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
      <div className="flex items-end gap-2">
        <Field label="Write as the patient" className="min-w-0 flex-1">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={body}
              onChange={(e) => setBody(e.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
            />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={pending || !body.trim()}>
          <Send aria-hidden />
          {pending ? "Sending…" : "Send"}
        </Button>
      </div>
    </form>
  );
}
