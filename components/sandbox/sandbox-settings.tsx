"use client";

import { FlaskConical } from "lucide-react";
import { startTransition, useActionState } from "react";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "@/components/auth/account-state";
import type { FormAction } from "@/components/auth/form-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorSummary } from "@/components/ui/error-summary";
import { exactTime, type TimeText } from "@/components/ui/time";
import type { ActionResult } from "@/lib/actions/result";
import { useMove } from "./use-move";

export type SandboxVerbs = {
  create: FormAction<AccountFormState>;
  reset: FormAction<AccountFormState>;
  moveTo: (input: { enter: boolean }) => Promise<ActionResult<unknown>>;
};
type Props = {
  sandbox: { name: string; since: TimeText } | undefined;
  /** Whether this is it. */
  inside: boolean;
  admin: boolean;
  /** Whether stand-ins answer there. */
  answers: boolean;
  verbs: SandboxVerbs;
};

/** [ADM-05] The sandbox: make it, go there, start afresh. */
export function SandboxSettings({ sandbox, inside, admin, answers, verbs }: Props) {
  const [made, create, creating] = useActionState(verbs.create, EMPTY_ACCOUNT_FORM);
  const [again, reset, resetting] = useActionState(verbs.reset, EMPTY_ACCOUNT_FORM);
  const { move, moving } = useMove(verbs.moveTo);
  const button = (
    <form action={create}>
      <Button type="submit" look="primary" pending={creating}>
        {creating ? "Making it…" : "Make the sandbox"}
      </Button>
    </form>
  );
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <ErrorSummary errors={[...made.errors, ...again.errors]} />
      {inside ? (
        <p>You are in the sandbox. Go back with the bar on top of every screen.</p>
      ) : sandbox ? (
        <>
          <p>
            <bdi className="font-medium">{sandbox.name}</bdi>, made {exactTime(sandbox.since)}.
          </p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" pending={moving} onClick={() => move(true)}>
              Go to the sandbox
            </Button>
            {admin ? (
              <ConfirmDialog
                trigger={<Button pending={resetting}>Start afresh</Button>}
                title="Start the sandbox afresh?"
                description="What was done in it is gone. It gets today’s settings, templates and resources of your organization, and new made-up patients. Whoever is in it is brought back."
                action="Start afresh"
                onConfirm={async () => startTransition(() => reset(new FormData()))}
              />
            ) : null}
          </div>
        </>
      ) : (
        <EmptyState icon={FlaskConical} title="There is no sandbox yet" action={admin ? button : undefined}>
          {admin
            ? "It copies your settings, templates, facilities, providers and types, never patients or keys."
            : "An admin of your organization can make one."}
        </EmptyState>
      )}
      <ul className="list-disc ps-5 text-ink-muted">
        <li>Everybody of your organization may go there, with the role that they have here. All tabs of the browser go along.</li>
        <li>
          {answers
            ? "Stand-ins play the carriers: see what patients get, and answer for them, in the Simulator."
            : "Messages count as sent but are handed to no carrier, so no patient answers there."}
        </li>
        <li>What you change there changes nothing here.</li>
      </ul>
    </div>
  );
}
