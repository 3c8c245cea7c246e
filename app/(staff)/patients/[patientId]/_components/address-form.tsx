"use client";

import { addressWords } from "@/components/contacts/address-words";
import { useState, type FormEvent } from "react";
import { useAct } from "@/components/appointments/use-act";
import { SharedWarning } from "@/components/patients/shared-warning";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { addContact, changeAddress, findSharers } from "../../actions";

/** A new number or address for a patient, or (with `replaces`) one in another's place. */
export function AddressForm({
  patientId,
  replaces,
  onDone,
}: {
  patientId: string;
  replaces?: { endpointId: string; address: string };
  onDone: () => void;
}) {
  const [address, setAddress] = useState(replaces?.address ?? "");
  const [error, setError] = useState("");
  const { pending, act } = useAct();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setError("");
    act(
      async (): Promise<ActionResult<unknown>> => {
        const result = replaces
          ? await changeAddress({ patientId, endpointId: replaces.endpointId, address })
          : await addContact({ patientId, address });
        if (!result.ok) setError(result.fields.address ?? result.message);
        return result;
      },
      {
        failed: "The contact was not saved",
        done: () => {
          toast.done(replaces ? "Contact changed" : "Contact added", "Planned messages were looked at again.");
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-2">
      <Field label={replaces ? `Instead of ${addressWords(replaces.address)}` : "Phone number or e-mail address"} error={error}>
        {(control) => (
          <Input {...control} dir="ltr" autoComplete="off" value={address} onChange={(event) => setAddress(event.target.value)} />
        )}
      </Field>
      <SharedWarning address={address} except={patientId} find={findSharers} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={pending}>
          {pending ? "Saving…" : "Save contact"}
        </Button>
        <Button size="sm" disabled={pending} onClick={onDone}>
          Never mind
        </Button>
      </div>
    </form>
  );
}
