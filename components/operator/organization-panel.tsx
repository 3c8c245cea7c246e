"use client";

import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { AREAS, type AreaId } from "@/lib/areas/registry";
import { missingFor, offWith } from "@/lib/areas/rules";
import type { OrganizationRow } from "@/lib/operator/organizations";
import { InvitationLink } from "./new-organization-form";

type Props = {
  row: OrganizationRow;
  setStatus: (input: { organizationId: string; status: "active" | "suspended" }) => Promise<ActionResult<unknown>>;
  setAreas: (input: { organizationId: string; off: AreaId[] }) => Promise<ActionResult<unknown>>;
  invite: (input: { organizationId: string; name: string; email: string }) => Promise<ActionResult<{ link?: string }>>;
};

const IDS = Object.keys(AREAS) as AreaId[];

/** [ADM-08] What an operator can do with one organization: product areas, another admin, suspending. */
export function OrganizationPanel({ row, setStatus, setAreas, invite }: Props) {
  const [off, setOff] = useState<string[]>(row.areasOff);
  const [person, setPerson] = useState({ name: "", email: "" });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [link, setLink] = useState<string>();
  const [pending, begin] = useTransition();
  const organizationId = row.id;
  const run = (action: () => Promise<ActionResult<unknown>>, done: string): void =>
    begin(async () => {
      const result = await action();
      if (result.ok) toast.done(done);
      else toast.failed("Nothing was changed", result.message);
    });
  const flip = (id: AreaId, on: boolean): void =>
    setOff(on ? off.filter((one) => one !== id && !missingFor(AREAS, id, off).includes(one)) : offWith(AREAS, [...off, id]));
  const sendInvitation = (event: FormEvent): void => {
    event.preventDefault();
    begin(async () => {
      const result = await invite({ organizationId, ...person });
      setWrong(result.ok ? {} : result.fields);
      if (!result.ok) return;
      setPerson({ name: "", email: "" });
      setLink(result.data.link);
      toast.done("Invited.");
    });
  };
  const active = row.status === "active";
  return (
    <div className="flex flex-col gap-6">
      <section aria-labelledby="areas" className="flex flex-col items-start gap-3">
        <h2 id="areas" className="text-lg font-semibold">
          Product areas
        </h2>
        {IDS.map((id) => (
          <CheckboxField
            key={id}
            label={AREAS[id].label}
            hint={`Off: ${AREAS[id].off}${AREAS[id].requires.length ? ` Needs ${AREAS[id].requires.map((one: AreaId) => AREAS[one].label).join(", ")}.` : ""}`}
            checked={!off.includes(id)}
            onCheckedChange={(on) => flip(id, on === true)}
          />
        ))}
        <Button
          pending={pending}
          onClick={() => run(() => setAreas({ organizationId, off: IDS.filter((id) => off.includes(id)) }), "Saved.")}
        >
          Save the areas
        </Button>
      </section>
      <section aria-labelledby="admin" className="flex flex-col gap-3">
        <h2 id="admin" className="text-lg font-semibold">
          Invite an admin
        </h2>
        <form onSubmit={sendInvitation} noValidate className="flex max-w-xl flex-col gap-3">
          <Field id="admin-name" label="Name" error={wrong.name} required>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={person.name}
                onChange={(event) => setPerson({ ...person, name: event.target.value })}
              />
            )}
          </Field>
          <Field id="admin-email" label="E-mail" error={wrong.email} required>
            {(control) => (
              <Input
                {...control}
                type="email"
                autoComplete="off"
                value={person.email}
                onChange={(event) => setPerson({ ...person, email: event.target.value })}
              />
            )}
          </Field>
          <div>
            <Button type="submit" pending={pending}>
              Invite
            </Button>
          </div>
          {link ? <InvitationLink link={link} /> : null}
        </form>
      </section>
      <section aria-labelledby="standing" className="flex flex-col items-start gap-3">
        <h2 id="standing" className="text-lg font-semibold">
          Standing
        </h2>
        <p className="text-ink-muted">
          {active ? "Active: people sign in and messages go out." : "Suspended: nobody signs in and nothing is sent. Nothing is lost."}
        </p>
        {active ? (
          <ConfirmDialog
            trigger={<Button disabled={pending}>Suspend</Button>}
            title={`Suspend ${row.name}?`}
            description="Everyone in it, and in its sub-accounts, is signed out at once. No message goes out until you let it go on."
            action="Suspend"
            onConfirm={async () => run(() => setStatus({ organizationId, status: "suspended" }), "Suspended.")}
          />
        ) : (
          <Button pending={pending} onClick={() => run(() => setStatus({ organizationId, status: "active" }), "It goes on.")}>
            Let it go on
          </Button>
        )}
      </section>
    </div>
  );
}
