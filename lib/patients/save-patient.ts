import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { stateOfZip } from "@/lib/time/places";
import { lockPatient, refreshSearch } from "./lock-patient";
import { normaliseContact } from "./phones";
import { storeContact } from "./save-contacts";
import type { CreatePatientInput, UpdatePatientInput } from "./schemas";

/** [PAT-02] Adds a patient by hand, with a phone number and an e-mail address where given. Gives the id. Throws invalid for addresses that are none. */
export async function createPatient(ctx: Ctx, input: CreatePatientInput): Promise<{ id: string }> {
  requireRole(ctx, "staff");
  checkBirthDate(ctx, input.birthDate);
  const phone = input.phone ? normaliseContact(input.phone) : undefined;
  const email = input.email ? normaliseContact(input.email) : undefined;
  const fields: Record<string, string> = {};
  if (input.phone && phone?.kind !== "phone") fields.phone = "Use a number like (415) 555-0134.";
  if (input.email && email?.kind !== "email") fields.email = "Use an address like name@example.com.";
  if (Object.keys(fields).length) throw invalid("The patient was not saved.", fields);
  const id = newId();
  const zip = input.zip ?? null;
  await ctx.sql(
    `insert into patient (organization_id, id, first_name, last_name, preferred_name, birth_date, language, zip, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ctx.organizationId,
      id,
      input.firstName,
      input.lastName,
      input.preferredName,
      input.birthDate ?? null,
      input.language,
      zip,
      zip ? (stateOfZip(zip) ?? null) : null,
    ],
  );
  for (const contact of [phone, email]) if (contact) await storeContact(ctx, id, contact);
  await refreshSearch(ctx, id);
  await audit(ctx, { action: "create-patient", entity: "patient", entityId: id, patientId: id });
  await touch(ctx, "patients");
  return { id };
}

/** Changes who the patient is and how they are spoken to. A new language or place plans what is ahead again. */
export async function updatePatient(ctx: Ctx, input: UpdatePatientInput): Promise<void> {
  requireRole(ctx, "staff");
  checkBirthDate(ctx, input.birthDate);
  const before = await lockPatient(ctx, input.patientId);
  const zip = input.zip ?? null;
  const after = {
    firstName: input.firstName,
    lastName: input.lastName,
    preferredName: input.preferredName,
    birthDate: input.birthDate ?? null,
    language: input.language,
    zip,
    // The state follows the ZIP code; one that came with the record stays while the ZIP code stays.
    state: zip === before.zip ? before.state : zip ? (stateOfZip(zip) ?? null) : null,
  };
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((name) => after[name] !== before[name]);
  if (changed.length === 0) return;
  await ctx.sql(
    `update patient set first_name = $3, last_name = $4, preferred_name = $5, birth_date = $6, language = $7, zip = $8, state = $9, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      before.id,
      after.firstName,
      after.lastName,
      after.preferredName,
      after.birthDate,
      after.language,
      after.zip,
      after.state,
    ],
  );
  await refreshSearch(ctx, before.id);
  await audit(ctx, { action: "update-patient", entity: "patient", entityId: before.id, patientId: before.id, detail: { fields: changed } });
  if (changed.some((name) => name === "language" || name === "zip")) await replanPatients(ctx, [before.id]);
  await touch(ctx, "patients", "messages", "appointments");
}

function checkBirthDate(ctx: Ctx, date: string | null | undefined): void {
  if (date && (date > ctx.now.toISOString().slice(0, 10) || date < "1880-01-01"))
    throw invalid("The birth date cannot be right.", { birthDate: "Enter a date in the past." });
}
