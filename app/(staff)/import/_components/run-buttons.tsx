"use client";

import { useState, useTransition } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { ActionResult } from "@/lib/actions/result";
import { cancelImport, remapImport, runImport } from "../actions";

function ActionButton({
  action,
  runId,
  children,
  ...props
}: ButtonProps & { runId: string; action: (input: { runId: string }) => Promise<ActionResult<void>> }) {
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<string>();
  return (
    <span className="flex flex-col gap-1">
      <Button
        {...props}
        pending={pending}
        onClick={() =>
          start(async () => {
            const result = await action({ runId });
            setFailure(result.ok ? undefined : result.message);
          })
        }
      >
        {children}
      </Button>
      {failure ? <FieldError>{failure}</FieldError> : null}
    </span>
  );
}

/** Imports a checked file, or goes on with one that stopped. */
export function RunButton({ runId, children }: { runId: string; children: string }) {
  return (
    <ActionButton action={runImport} runId={runId} look="primary">
      {children}
    </ActionButton>
  );
}

export function RemapButton({ runId }: { runId: string }) {
  return (
    <ActionButton action={remapImport} runId={runId}>
      Change the columns
    </ActionButton>
  );
}

export function CancelButton({ runId, importing }: { runId: string; importing: boolean }) {
  return (
    <ActionButton action={cancelImport} runId={runId}>
      {importing ? "Stop here" : "Cancel"}
    </ActionButton>
  );
}
