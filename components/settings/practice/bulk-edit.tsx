"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { BulkChange, ChangeManyInput } from "@/lib/practice/change-many";

/** What of the fields the screen needs. */
export type BulkFieldView = { name: string; label: string; kind: "check" | "text" | "number" };
export type ChangeMany = (input: ChangeManyInput) => Promise<ActionResult<{ before: BulkChange[] }>>;

type Props = {
  table: ChangeManyInput["table"];
  fields: readonly BulkFieldView[];
  ids: readonly string[];
  done: () => void;
  change: ChangeMany;
};

/** [ADM-02] One field of all chosen rows, with the number changed and ten seconds to undo. */
export function BulkEdit({ table, fields, ids, done, change }: Props) {
  const [name, setName] = useState(fields[0]!.name);
  const [value, setValue] = useState("yes");
  const [pending, start] = useTransition();
  const field = fields.find((one) => one.name === name)!;
  const choose = (next: string): void => {
    setName(next);
    setValue(fields.find((one) => one.name === next)?.kind === "check" ? "yes" : "");
  };
  const run = (): void =>
    start(async () => {
      const wanted = field.kind === "check" ? value === "yes" : field.kind === "number" ? Number(value) : value;
      const result = await change({ table, field: name, changes: ids.map((id) => ({ id, value: wanted })) });
      if (!result.ok) return toast.failed("Nothing was changed", result.message);
      const { before } = result.data;
      if (before.length === 0) toast.done("Nothing was different.");
      else toast.undo(`“${field.label}” is changed for ${before.length}.`, () => void change({ table, field: name, changes: before }));
      done();
    });
  return (
    <>
      <NativeSelect aria-label="What to change" value={name} onChange={(event) => choose(event.target.value)} className="w-44">
        {fields.map((one) => (
          <option key={one.name} value={one.name}>
            {one.label}
          </option>
        ))}
      </NativeSelect>
      {field.kind === "check" ? (
        <NativeSelect aria-label={field.label} value={value} onChange={(event) => setValue(event.target.value)} className="w-20">
          <option value="yes">Yes</option>
          <option value="no">No</option>
        </NativeSelect>
      ) : (
        <Input
          aria-label={field.label}
          type={field.kind === "number" ? "number" : "text"}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className="w-36"
        />
      )}
      <Button look="primary" size="sm" pending={pending} onClick={run}>
        Change {ids.length}
      </Button>
    </>
  );
}
