import { CarrierUnavailable, type LineType } from "@/lib/carriers/types";
import { type Ctx, withContext } from "@/lib/context";
import { loadCarriers } from "@/lib/delivery/carriers";
import { replanPatients } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { addTextContacts } from "@/lib/patients/text-contacts";
import { loadSettings } from "@/lib/settings/resolve";
import { consentSettings } from "./settings";

const actor = { kind: "workflow", name: "look-up-lines" } as const;
const PARALLEL = 8;

/**
 * [CON-02] Asks the carrier once what kind of line each new number is, outside any transaction. A landline gets no texts; a mobile that was filed as a
 * home phone becomes reachable by text; a number that is none is marked invalid. The patients' messages are planned again. Gives how many numbers were
 * answered for; 0 when the setting is off, no account can look up, or the carrier is away (asked again next time).
 */
export async function lookUpLines(organizationId: string, limit = 100): Promise<number> {
  const { lookup, numbers } = await withContext({ organizationId, actor }, async (ctx) => {
    const on = (await loadSettings(ctx)).get(consentSettings.lookUpLines).value;
    const carriers = on ? [...(await loadCarriers(ctx)).values()] : [];
    const rows = on
      ? await ctx.sql<{ id: string; address: string }>(
          `select id, address from endpoint where organization_id = $1 and kind = 'phone' and line_type = 'unknown' and looked_up_at is null order by created_at limit $2`,
          [ctx.organizationId, limit],
        )
      : [];
    return { lookup: carriers.find((c) => c.lookup)?.lookup, numbers: rows };
  });
  if (!lookup || !numbers.length) return 0;
  const found: { id: string; type: LineType }[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < numbers.length; i = next++) {
      try {
        found.push({ id: numbers[i]!.id, type: await lookup.lineType(numbers[i]!.address) });
      } catch (error) {
        if (!(error instanceof CarrierUnavailable)) throw error;
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (found.length) await withContext({ organizationId, actor }, (ctx) => saveLines(ctx, found));
  return found.length;
}

async function saveLines(ctx: Ctx, found: readonly { id: string; type: LineType }[]): Promise<void> {
  await ctx.sql(
    `update endpoint e set line_type = v.type, looked_up_at = clock_timestamp(), invalid_code = case when v.type = 'none' then 'no-such-number' else e.invalid_code end,
       invalid_at = case when v.type = 'none' then $4 else e.invalid_at end
     from unnest($2::uuid[], $3::text[]) as v (id, type) where e.organization_id = $1 and e.id = v.id`,
    [ctx.organizationId, found.map((f) => f.id), found.map((f) => f.type), ctx.now],
  );
  await addTextContacts(
    ctx,
    found.filter((f) => f.type === "mobile").map((f) => f.id),
  );
  const patients = await ctx.sql<{ id: string }>(
    "select distinct patient_id as id from patient_contact where organization_id = $1 and endpoint_id = any ($2::uuid[])",
    [ctx.organizationId, found.map((f) => f.id)],
  );
  await replanPatients(
    ctx,
    patients.map((p) => p.id),
  );
  await touch(ctx, "patients", "messages");
}
