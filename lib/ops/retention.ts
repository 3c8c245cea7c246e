import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { readUpkeep, type Upkeep, type UpkeepRun } from "@/lib/health/upkeep";
import { IMPORT_DAYS } from "@/lib/imports/erase-old-imports";
import { RECEIPT_DAYS } from "@/lib/inbound/prune-receipts";

/** One kind of record: how long it is kept, what deletes it, and the proof. */
export type Retained = {
  id: string;
  what: string;
  keeps: string;
  deletedBy: string | null;
  lastRun: UpkeepRun | undefined;
  /** The organization's oldest; null where there is none, undefined where it is not counted by organization. */
  oldest: Date | null | undefined;
};

type Kind = { id: string; what: string; keeps: string; deletedBy?: string; upkeep?: Upkeep; oldest?: string };

/** Every kind of record that grows. A new one is one entry; what nothing deletes says so. */
const KINDS: readonly Kind[] = [
  {
    id: "events",
    what: "Events handed to workflows",
    keeps: "7 days after they were handed over",
    deletedBy: "every night",
    upkeep: "outbox",
    oldest: "select min(published_at) as at from outbox_event where organization_id = $1 and published_at is not null",
  },
  {
    id: "receipts",
    what: "Webhooks as they came (sealed)",
    keeps: `${RECEIPT_DAYS} days once they are worked on; dead letters until they are`,
    deletedBy: "every night",
    upkeep: "receipts",
    oldest:
      "select received_at as at from webhook_receipt where organization_id = $1 and state = 'done' order by organization_id, id limit 1",
  },
  {
    id: "imports",
    what: "Uploaded files, and their rows with problems",
    keeps: `${IMPORT_DAYS} days after the import ended or was last worked on`,
    deletedBy: "every night",
    upkeep: "imports",
    oldest: "select min(updated_at) as at from import_run where organization_id = $1 and erased_at is null",
  },
  { id: "runs", what: "Workflow runs that ended", keeps: "14 days", deletedBy: "every 5 minutes", upkeep: "runs" },
  {
    id: "messages",
    what: "Messages and answers",
    keeps: "as long as the patient's record",
    oldest: "select at from message where organization_id = $1 order by organization_id, at limit 1",
  },
  {
    id: "audit",
    what: "Audit log",
    keeps: "at least 6 years",
    oldest: "select at from audit_entry where organization_id = $1 order by id limit 1",
  },
];

/** What is kept how long, what deletes it, and when that last ran. */
export async function listRetention(ctx: Ctx): Promise<Retained[]> {
  requireRole(ctx, "admin");
  const runs = await readUpkeep();
  const list: Retained[] = [];
  for (const kind of KINDS) {
    const [row] = kind.oldest ? await ctx.sql<{ at: Date | null }>(kind.oldest, [ctx.organizationId]) : [];
    list.push({
      id: kind.id,
      what: kind.what,
      keeps: kind.keeps,
      deletedBy: kind.deletedBy ?? null,
      lastRun: kind.upkeep && runs[kind.upkeep],
      oldest: kind.oldest ? (row?.at ?? null) : undefined,
    });
  }
  return list;
}
