import { requirePatient } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid } from "@/lib/errors";
import { normaliseContact } from "@/lib/patients/phones";
import { ensureEndpoint } from "./endpoints";
import { replanEndpoint } from "./lift";
import { suppress } from "./suppress";

/** Staff put a number or address on the do-not-contact list, with what the patient said ([CON-09]). Throws invalid for an address that is none. */
export async function addSuppression(ctx: Ctx, input: { address: string; note?: string; patientId?: string }): Promise<{ id: string }> {
  requireRole(ctx, "staff");
  if (input.patientId) await requirePatient(ctx, input.patientId);
  const contact = normaliseContact(input.address);
  if (!contact)
    throw invalid("This is neither a phone number nor an e-mail address.", {
      address: "Use a number like (415) 555-0134 or an address like name@example.com.",
    });
  const endpointId = await ensureEndpoint(ctx, contact.kind, contact.address);
  const { id } = await suppress(ctx, { endpointId, source: "staff", how: "staff", note: input.note, patientId: input.patientId });
  await replanEndpoint(ctx, endpointId);
  return { id };
}
