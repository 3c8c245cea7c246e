import type { Ctx } from "@/lib/context";
import type { MessageKindId, WishedChannel, WishedHours } from "./kinds";

export type Wishes = { channel: WishedChannel; hours: WishedHours | null };

/** What these patients chose for one kind of message; who chose nothing is not in it. */
export async function loadWishes(ctx: Ctx, patientIds: readonly string[], kind: MessageKindId): Promise<Map<string, Wishes>> {
  if (!patientIds.length) return new Map();
  const rows = await ctx.sql<{ patientId: string; channel: WishedChannel | null; opens: string | null; closes: string | null }>(
    `select p.id as "patientId", w.channel, h.opens, h.closes from unnest($2::uuid[]) p (id)
     left join patient_wish w on w.organization_id = $1 and w.patient_id = p.id and w.kind = $3
     left join patient_hours h on h.organization_id = $1 and h.patient_id = p.id
     where w.channel is not null or h.opens is not null`,
    [ctx.organizationId, patientIds, kind],
  );
  return new Map(
    rows.map((row) => [
      row.patientId,
      { channel: row.channel ?? "any", hours: row.opens && row.closes ? { opens: row.opens, closes: row.closes } : null },
    ]),
  );
}
