import type { Ctx } from "@/lib/context";
import { seal } from "@/lib/crypto/keyring";
import { newId } from "@/lib/ids";
import { emit } from "@/lib/outbox/emit";
import { laneOf } from "./lanes";

export type ReceiptKind = "sms-inbound" | "sms-status" | "call-status" | "call-gather" | "email-event";

export type StoredReceipt = { kind: ReceiptKind; fields: Record<string, string>; query: Record<string, string> };

/**
 * Stores a verified webhook as it came, sealed, before anything is done with it. The same one again (same dedupe key)
 * stores nothing. Gives the new row's id, or undefined for a repeat.
 */
export async function storeReceipt(ctx: Ctx, input: { carrier: string; dedupeKey: string } & StoredReceipt): Promise<string | undefined> {
  const { sealed, keyId } = seal(JSON.stringify({ kind: input.kind, fields: input.fields, query: input.query } satisfies StoredReceipt));
  const id = newId();
  const rows = await ctx.sql(
    `insert into webhook_receipt (organization_id, id, carrier, kind, dedupe_key, payload_sealed, key_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, carrier, dedupe_key) do nothing returning 1`,
    [ctx.organizationId, id, input.carrier, input.kind, input.dedupeKey, sealed, keyId],
  );
  if (!rows.length) return undefined;
  await emit(ctx, "luma/receipt.stored", { receiptId: id, lane: laneOf(ctx.organizationId, input.dedupeKey, input) });
  return id;
}
