"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A new shared block begins with its name; it exists once words are saved. */
export function NewBlock() {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const open = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("name");
    const name = typeof typed === "string" ? typed.trim().toLowerCase().replaceAll(/\s+/g, "-") : "";
    if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) router.push(`/templates/blocks/${name}`);
    else setError("Use small letters, digits and hyphens, 40 at most.");
  };
  return (
    <form onSubmit={open} className="flex flex-wrap items-end gap-2">
      <Field label="Name of a new block" error={error}>
        {(control) => <Input {...control} name="name" autoComplete="off" onChange={() => setError(undefined)} />}
      </Field>
      <Button type="submit">Write it</Button>
    </form>
  );
}
