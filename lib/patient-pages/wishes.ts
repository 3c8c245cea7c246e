import type { Channel } from "@/lib/consent/choose-contact";
import { type MessageKindId, MESSAGE_KINDS, type WishedChannel, type WishedHours } from "@/lib/consent/wishes/kinds";
import { loadWishes } from "@/lib/consent/wishes/load-wishes";
import { areasOff } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import type { OpenedLink } from "@/lib/links/open-link";
import { maskedAddress } from "./rules";

/** What the patient of a link may choose ([CON-12]); null where the link is of no patient. */
export type WishesPage = {
  kinds: { id: MessageKindId; channel: WishedChannel; ways: { channel: Channel; contact: string }[] }[];
  hours: WishedHours | null;
  language: string;
} | null;

/** The choices of the link's patient: kinds of areas that are on, the patient's own ways (masked), hours and language. */
export async function loadWishesPage(ctx: Ctx, link: OpenedLink): Promise<WishesPage> {
  const patientId = link.patientId;
  if (!patientId || !link.endpointId) return null;
  const [patient] = await ctx.sql<{ language: string }>(
    "select language from patient where organization_id = $1 and id = $2 and status = 'active' and merged_into is null",
    [ctx.organizationId, patientId],
  );
  if (!patient) return null;
  const ways = await ctx.sql<{ channel: Channel; kind: "phone" | "email"; address: string }>(
    `select distinct on (c.channel) c.channel, e.kind, e.address from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
     where c.organization_id = $1 and c.patient_id = $2 and c.archived_at is null and e.invalid_code is null and not (c.channel = 'sms' and e.line_type = 'landline')
     order by c.channel, c.preferred desc, c.rank, c.id`,
    [ctx.organizationId, patientId],
  );
  const off = await areasOff(ctx);
  const order: Channel[] = ["sms", "voice", "email"];
  const kinds = [];
  let hours: WishedHours | null = null;
  for (const [id, { area }] of Object.entries(MESSAGE_KINDS) as [MessageKindId, { area: string }][]) {
    const wishes = (await loadWishes(ctx, [patientId], id)).get(patientId);
    hours ??= wishes?.hours ?? null;
    if (off.some((one) => one === area)) continue;
    kinds.push({
      id,
      channel: wishes?.channel ?? ("any" as const),
      ways: ways
        .map((way) => ({ channel: way.channel, contact: maskedAddress(way.kind, way.address) }))
        .sort((a, b) => order.indexOf(a.channel) - order.indexOf(b.channel)),
    });
  }
  return { kinds, hours, language: patient.language };
}
