"use client";

import { Plus } from "lucide-react";
import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

export type AddVerb = (input: { address: string; note?: string }) => Promise<ActionResult<{ id: string }>>;

/** [CON-09] Someone said at the desk or on the phone that they want no messages. */
export function AddDialog({ add }: { add: AddVerb }) {
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState("");
  const [note, setNote] = useState("");
  const [error, setError] = useState("");
  const [pending, start] = useTransition();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await add({ address, ...(note.trim() ? { note: note.trim() } : {}) });
      if (!result.ok) return setError(result.fields.address ?? result.message);
      toast.done("On the list.", "Nothing more goes out to it; what was planned is being planned again.");
      setOpen(false);
      setAddress("");
      setNote("");
      setError("");
    });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden /> Add
        </Button>
      </DialogTrigger>
      <DialogContent title="Do not contact" description="No text, call or e-mail goes out to it any more.">
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label="Phone number or e-mail address" error={error || undefined} required>
            {(control) => <Input {...control} value={address} maxLength={254} onChange={(event) => setAddress(event.target.value)} />}
          </Field>
          <Field label="What the person said" optional>
            {(control) => <Textarea {...control} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" look="primary" pending={pending}>
              Add to the list
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
