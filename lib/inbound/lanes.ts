import { createHash } from "node:crypto";
import type { StoredReceipt } from "./store-receipt";

const LANES = 16;

/**
 * The lane in which a webhook waits for its turn: one at a time in each. Replies of one number share a lane, so that they are read in the order they came;
 * what a carrier says about one message or call shares one too. Status reports name our own number as their sender: by it they would all stand in one line.
 */
export function laneOf(organizationId: string, dedupeKey: string, { kind, fields }: StoredReceipt): string {
  const about =
    kind === "sms-inbound" ? fields.From : kind === "sms-status" ? fields.MessageSid : kind === "email-event" ? undefined : fields.CallSid;
  return `${organizationId}:${
    createHash("sha256")
      .update(about ?? dedupeKey)
      .digest()[0]! % LANES
  }`;
}
