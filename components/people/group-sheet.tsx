"use client";

import { useState, type FormEvent } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { GroupRow } from "@/lib/access/queries";
import type { ActionResult } from "@/lib/actions/result";
import { Choices, type Choice } from "./choices";
import { useSheet } from "./use-sheet";

export type GroupVerbs = {
  save: (input: {
    id?: string;
    name: string;
    allFacilities: boolean;
    facilityIds: string[];
    memberIds: string[];
  }) => Promise<ActionResult<unknown>>;
  remove: (input: { groupId: string }) => Promise<ActionResult<unknown>>;
};

const idsOf = (list: readonly Choice[]): string[] => list.map((one) => one.id);

/** [ADM-03] A group: its name, what it sees, who belongs to it. */
export function GroupSheet({
  group,
  facilities,
  people,
  verbs,
}: {
  group: GroupRow | undefined;
  facilities: readonly Choice[];
  people: readonly Choice[];
  verbs: GroupVerbs;
}) {
  const { pending, errors, wrong, run } = useSheet("group");
  const [values, setValues] = useState({
    name: group?.name ?? "",
    allFacilities: group?.allFacilities ?? false,
    facilityIds: idsOf(group?.facilities ?? []),
    memberIds: idsOf(group?.members ?? []),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(() => verbs.save({ ...values, ...(group && { id: group.id }) }), "Saved. It holds from its members' next click on.");
  };
  return (
    <DetailSheet
      rowId={group?.id ?? "new"}
      title={group ? <bdi>{group.name}</bdi> : "New group"}
      description="Its members see the patients, visits and messages of its facilities."
      footer={
        <>
          <Button type="submit" form="group" look="primary" pending={pending}>
            {group ? "Save" : "Add the group"}
          </Button>
          {group ? (
            <ConfirmDialog
              trigger={
                <Button look="quiet" disabled={pending}>
                  Remove
                </Button>
              }
              title={`Remove ${group.name}?`}
              description={`${group.members.length === 1 ? "One person belongs" : `${group.members.length} people belong`} to it. Each then sees what their other groups see; who is in none, what your organization lets them see.`}
              action="Remove the group"
              onConfirm={async () => run(() => verbs.remove({ groupId: group.id }), "The group is gone.")}
            />
          ) : null}
        </>
      }
    >
      <form id="group" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ErrorSummary errors={errors} />
        <Field id="group-name" label="Name" error={wrong.name} required>
          {(control) => <Input {...control} value={values.name} onChange={(event) => setValues({ ...values, name: event.target.value })} />}
        </Field>
        <CheckboxField
          label="Sees every facility, also new ones"
          checked={values.allFacilities}
          onCheckedChange={(on) => setValues({ ...values, allFacilities: on === true })}
        />
        {values.allFacilities ? null : (
          <Choices
            id="group-facilityIds"
            legend="Facilities"
            error={wrong.facilityIds}
            options={facilities}
            chosen={values.facilityIds}
            onChange={(facilityIds) => setValues({ ...values, facilityIds })}
            none="There are no facilities yet."
          />
        )}
        <Choices
          id="group-memberIds"
          legend="Members"
          error={wrong.memberIds}
          options={people}
          chosen={values.memberIds}
          onChange={(memberIds) => setValues({ ...values, memberIds })}
          none="There is nobody to choose."
        />
      </form>
    </DetailSheet>
  );
}
