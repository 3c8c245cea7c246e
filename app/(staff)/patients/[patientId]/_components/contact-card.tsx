"use client";

import { addressWords } from "@/components/contacts/address-words";
import { useState } from "react";
import Link from "next/link";
import { useAct } from "@/components/appointments/use-act";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { LINE_TYPES } from "@/lib/patients/schemas";
import type { ContactWay, ProfileContact } from "@/lib/patients/profile-contacts";
import { archiveContact, liftStop, preferContact, removeGuardian, setLineType, stopMessages } from "../../actions";
import { AddressForm } from "./address-form";

const LINE_WORDS: Record<string, string> = {
  unknown: "Kind of line not known",
  mobile: "Mobile",
  landline: "Landline (no texts)",
  voip: "Internet phone",
};
const failed = "This could not be saved";

/** One number or address: its ways (text, call, e-mail), what stops it and who may lift that, and who else has it. */
export function ContactCard({ patientId, contact }: { patientId: string; contact: ProfileContact }) {
  const [editing, setEditing] = useState(false);
  const { pending, act } = useAct();
  const { endpointId } = contact;
  return (
    <li className="rounded-md border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 dir="ltr" className="wrap-long font-medium">
          {addressWords(contact.address)}
        </h3>
        <span className="flex gap-1">{contact.imported ? <Badge>import</Badge> : null}</span>
      </div>
      {contact.guardian ? (
        <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
          <span className="min-w-0 wrap-long">
            Guardian: <bdi>{contact.guardian.name}</bdi>
            {contact.guardian.always ? ", also when of age" : ""}
          </span>
          <Button
            size="sm"
            look="quiet"
            pending={pending}
            onClick={() =>
              act(() => removeGuardian({ guardianId: contact.guardian!.id }), {
                failed,
                done: () => toast.done("No longer the guardian", "Their contacts are archived here; what is ahead is planned again."),
              })
            }
          >
            Remove guardian<span className="sr-only"> {contact.guardian.name}</span>
          </Button>
        </p>
      ) : null}
      {contact.problem ? <p className="text-sm text-bad">{contact.problem}.</p> : null}
      {contact.sharedWith.length > 0 ? (
        <p className="text-sm text-ink-muted">
          Shared with{" "}
          {contact.sharedWith.map((p, index) => (
            <span key={p.id}>
              {index > 0 ? ", " : ""}
              <Link href={`/patients/${p.id}`} className="underline underline-offset-2">
                <bdi>{p.name}</bdi>
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      <ul className="mt-2 flex flex-col gap-1.5">
        {contact.ways.map((way) => (
          <Way key={way.contactId} way={way} address={contact.address} pending={pending} act={act} />
        ))}
      </ul>
      {contact.stops.map((stop) => (
        <div
          key={stop.id}
          className="mt-2 flex flex-wrap items-start justify-between gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad"
        >
          <p className="min-w-0 flex-1 basis-48">
            {stop.text}, <Time time={stop.since} />.{stop.note ? ` “${stop.note}”` : ""} {stop.howToLift}
          </p>
          {stop.liftable ? (
            <Button
              size="sm"
              pending={pending}
              onClick={() =>
                act(() => liftStop({ suppressionId: stop.id }), {
                  failed,
                  done: () => toast.done("Lifted", "Messages for visits ahead are planned again."),
                })
              }
            >
              Lift
            </Button>
          ) : null}
        </div>
      ))}
      {editing ? (
        <div className="mt-3 border-t border-line pt-3">
          <AddressForm patientId={patientId} replaces={contact} onDone={() => setEditing(false)} />
        </div>
      ) : (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {contact.kind === "phone" ? (
            <NativeSelect
              aria-label={`Kind of line of ${addressWords(contact.address)}`}
              className="w-48"
              value={contact.lineType}
              disabled={pending}
              onChange={(event) => {
                const lineType = LINE_TYPES.find((t) => t === event.target.value);
                if (lineType) act(() => setLineType({ patientId, endpointId, lineType }), { failed });
              }}
            >
              {LINE_TYPES.map((type) => (
                <option key={type} value={type}>
                  {LINE_WORDS[type]}
                </option>
              ))}
            </NativeSelect>
          ) : null}
          <Button size="sm" onClick={() => setEditing(true)}>
            Change<span className="sr-only"> {addressWords(contact.address)}</span>
          </Button>
          {contact.stops.length === 0 ? (
            <Button
              size="sm"
              pending={pending}
              onClick={() =>
                act(() => stopMessages({ patientId, endpointId }), {
                  failed,
                  done: () => toast.done("On the do-not-contact list", addressWords(contact.address)),
                })
              }
            >
              Do not contact<span className="sr-only"> {addressWords(contact.address)}</span>
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}

type Acts = ReturnType<typeof useAct>;

function Way({ way, address, pending, act }: { way: ContactWay; address: string } & Acts) {
  const name = `${way.channelText} ${addressWords(address)}`;
  const archive = (archived: boolean, undo = true) =>
    act(() => archiveContact({ contactId: way.contactId, archived }), {
      failed,
      done: () => (undo ? toast.undo(archived ? "Archived" : "Used again", () => archive(!archived, false)) : undefined),
    });
  return (
    <li className="flex flex-wrap items-center gap-2">
      <span className="w-14">{way.channelText}</span>
      <Status kind="contact" value={way.state} />
      {way.preferred && !way.archived ? <Badge tone="accent">Preferred</Badge> : null}
      <span className="ms-auto flex gap-1">
        {!way.archived && !way.preferred ? (
          <Button
            size="sm"
            look="quiet"
            pending={pending}
            onClick={() =>
              act(() => preferContact({ contactId: way.contactId }), { failed, done: () => toast.done("Preferred from now on") })
            }
          >
            Prefer<span className="sr-only"> {name}</span>
          </Button>
        ) : null}
        <Button size="sm" look="quiet" pending={pending} onClick={() => archive(!way.archived)}>
          {way.archived ? "Use again" : "Archive"}
          <span className="sr-only"> {name}</span>
        </Button>
      </span>
    </li>
  );
}
