"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { exactTime } from "@/components/ui/time";
import type { PersonRow } from "@/lib/access/queries";
import type { ActionResult } from "@/lib/actions/result";
import type { Role } from "@/lib/context";
import { Choices, type Choice } from "./choices";
import { useSheet } from "./use-sheet";
import { ROLE_WORDS, STATE_WORDS } from "./words";

type Of<T> = (input: T) => Promise<ActionResult<unknown>>;
export type PersonVerbs = {
  invite: (input: { name: string; email: string; role: Role; groupIds: string[] }) => Promise<ActionResult<{ link: string | undefined }>>;
  change: Of<{ userId: string; role: Role; groupIds: string[] }>;
  resend: Of<{ userId: string }>;
  revoke: Of<{ userId: string }>;
  deactivate: Of<{ userId: string }>;
  reactivate: Of<{ userId: string }>;
  endSessions: Of<{ userId: string }>;
  resetFactor: Of<{ userId: string }>;
};

function RoleField({ role, onChange, error }: { role: Role; onChange: (role: Role) => void; error?: string | undefined }) {
  return (
    <Field id="person-role" label="Role" hint={ROLE_WORDS[role].may} error={error} required>
      {(control) => (
        <NativeSelect {...control} value={role} onChange={(event) => onChange(event.target.value as Role)}>
          {Object.entries(ROLE_WORDS).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

const groupHint = "What they see is what their groups see together. Admins see every facility.";
const noGroups = "There are no groups yet. Add some under Groups.";

/** [ADM-03] Someone new: name, address, role, groups. They get a link by e-mail. */
export function InviteSheet({ groups, verbs }: { groups: readonly Choice[]; verbs: PersonVerbs }) {
  const { pending, errors, wrong, run } = useSheet("person");
  const [values, setValues] = useState({ name: "", email: "", role: "staff" as Role, groupIds: [] as string[] });
  const [link, setLink] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(
      () => verbs.invite(values),
      "Invited. The link works once, for seven days.",
      (data) => {
        setLink(data.link);
        return data.link !== undefined;
      },
    );
  };
  if (link !== undefined)
    return (
      <DetailSheet rowId="new" title="Invited" description={`${values.name} has an account as soon as the link is used.`}>
        <Field
          label="Link to hand over"
          hint="Your organization cannot send e-mails yet. Give this to them yourself; it works once, for seven days, and is not shown again."
        >
          {(control) => <Input {...control} readOnly value={link} onFocus={(event) => event.target.select()} />}
        </Field>
      </DetailSheet>
    );
  return (
    <DetailSheet
      rowId="new"
      title="Invite someone"
      description="They get an e-mail with a link to choose a password."
      footer={
        <Button type="submit" form="invite" look="primary" pending={pending}>
          Send the invitation
        </Button>
      }
    >
      <form id="invite" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ErrorSummary errors={errors} />
        <Field id="person-name" label="Name" error={wrong.name} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={values.name}
              onChange={(event) => setValues({ ...values, name: event.target.value })}
            />
          )}
        </Field>
        <Field id="person-email" label="E-mail" error={wrong.email} required>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={values.email}
              onChange={(event) => setValues({ ...values, email: event.target.value })}
            />
          )}
        </Field>
        <RoleField role={values.role} error={wrong.role} onChange={(role) => setValues({ ...values, role })} />
        <Choices
          id="person-groupIds"
          legend="Groups"
          hint={groupHint}
          error={wrong.groupIds}
          options={groups}
          chosen={values.groupIds}
          onChange={(groupIds) => setValues({ ...values, groupIds })}
          none={noGroups}
        />
      </form>
    </DetailSheet>
  );
}

/** [ADM-03] One person: role, groups, and what ends their access. */
export function PersonSheet({ person, groups, verbs }: { person: PersonRow; groups: readonly Choice[]; verbs: PersonVerbs }) {
  const { pending, errors, wrong, run } = useSheet("person");
  const [role, setRole] = useState(person.role);
  const [groupIds, setGroupIds] = useState(person.groups.map((group) => group.id));
  const userId = person.id;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(() => verbs.change({ userId, role, groupIds }), "Saved. It holds from their next click on.");
  };
  return (
    <DetailSheet
      rowId={person.id}
      title={<bdi>{person.name}</bdi>}
      description={`${person.email} · ${STATE_WORDS[person.state].label}`}
      footer={
        <Button type="submit" form="person" look="primary" pending={pending}>
          Save
        </Button>
      }
    >
      <form id="person" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ErrorSummary errors={errors} />
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-ink-muted">
          <Fact label="Last sign-in">{person.lastSignIn ? exactTime(person.lastSignIn) : "Never"}</Fact>
          <Fact label="Second factor">{person.secondFactor ? "Set up" : "Not yet"}</Fact>
          {person.state === "invited" ? (
            <Fact label="Invitation">
              {person.invitedUntil ? `Works until ${exactTime(person.invitedUntil)}` : "Ran out: send it again"}
            </Fact>
          ) : null}
        </dl>
        <RoleField role={role} error={wrong.role} onChange={setRole} />
        <Choices
          id="person-groupIds"
          legend="Groups"
          hint={groupHint}
          error={wrong.groupIds}
          options={groups}
          chosen={groupIds}
          onChange={setGroupIds}
          none={noGroups}
        />
      </form>
      <section aria-labelledby="person-access" className="mt-6 flex flex-col items-start gap-3 border-t border-line pt-4">
        <h3 id="person-access" className="font-semibold">
          Access
        </h3>
        {person.state === "invited" ? (
          <>
            <Button
              pending={pending}
              onClick={() => run(() => verbs.resend({ userId }), "Sent again. The link before it works no longer.")}
            >
              Send the invitation again
            </Button>
            <Button
              look="quiet"
              pending={pending}
              onClick={() => run(() => verbs.revoke({ userId }), "The invitation is taken back; its link works no longer.")}
            >
              Take the invitation back
            </Button>
          </>
        ) : null}
        {person.state === "active" && !person.self ? (
          <>
            <Button pending={pending} onClick={() => run(() => verbs.endSessions({ userId }), "Signed out everywhere.", true)}>
              Sign out everywhere
            </Button>
            {person.secondFactor ? (
              <Button
                pending={pending}
                onClick={() => run(() => verbs.resetFactor({ userId }), "They set up a new one at the next sign-in.", true)}
              >
                Reset the second factor
              </Button>
            ) : null}
            <ConfirmDialog
              trigger={
                <Button look="quiet" disabled={pending}>
                  Deactivate
                </Button>
              }
              title={`Deactivate ${person.name}?`}
              description="They are signed out at once, on every device, and cannot sign in again until an admin takes this back. What they did stays."
              action="Deactivate"
              onConfirm={async () => run(() => verbs.deactivate({ userId }), `${person.name} is deactivated and signed out.`)}
            />
          </>
        ) : null}
        {person.state === "deactivated" ? (
          <Button pending={pending} onClick={() => run(() => verbs.reactivate({ userId }), `${person.name} may sign in again.`)}>
            Let them in again
          </Button>
        ) : null}
        {person.self ? <p className="text-ink-muted">This is you. Another admin can deactivate you.</p> : null}
      </section>
    </DetailSheet>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="text-ink">{children}</dd>
    </>
  );
}
