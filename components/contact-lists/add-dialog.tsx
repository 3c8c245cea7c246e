"use client";

import { Plus } from "lucide-react";
import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { ContactList } from "@/lib/consent/choose-contact";
import { LIST_WORDS } from "./words";

export type AddToList = (input: {
  list: ContactList;
  addresses: string;
  note?: string;
}) => Promise<ActionResult<{ added: number; already: number }>>;

/** [CON-07] [CON-08] One or many at once, one a line: a list can be pasted. */
export function AddToListDialog({ list, add }: { list: ContactList; add: AddToList }) {
  const words = LIST_WORDS[list];
  const [open, setOpen] = useState(false);
  const [addresses, setAddresses] = useState("");
  const [note, setNote] = useState("");
  const [error, setError] = useState("");
  const [pending, start] = useTransition();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await add({ list, addresses, ...(note.trim() ? { note: note.trim() } : {}) });
      if (!result.ok) return setError(result.fields.addresses ?? result.message);
      const { added, already } = result.data;
      toast.done(
        `${added} ${added === 1 ? "is" : "are"} now ${words.added}.`,
        already > 0 ? `${already} ${already === 1 ? "was" : "were"} on the list already.` : "What was planned is being planned again.",
      );
      setOpen(false);
      setAddresses("");
      setNote("");
      setError("");
    });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden /> {words.add}
        </Button>
      </DialogTrigger>
      <DialogContent title={words.addTitle} description={words.addHelp}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label="Phone numbers or e-mail addresses" hint="One a line; a list can be pasted." error={error || undefined} required>
            {(control) => (
              <Textarea {...control} rows={4} maxLength={50_000} value={addresses} onChange={(event) => setAddresses(event.target.value)} />
            )}
          </Field>
          <Field label="Why" optional>
            {(control) => <Input {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          <div className="flex justify-end">
            <Button type="submit" look="primary" pending={pending}>
              {words.add}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
