import type { Ctx } from "@/lib/context";
import { consentSettings } from "@/lib/consent/settings";
import { notFound } from "@/lib/errors";
import { loadSettings } from "@/lib/settings/resolve";

const { cancelWord } = consentSettings;

export type SenderContext = {
  senderId: string;
  cancelMode: "A" | "B";
  /** Who answers an exact START or HELP. */
  keywordAnswers: "carrier" | "ours";
  optedOut: boolean;
  /** The patient, where exactly one uses the number; several or none: undefined. */
  patientId?: string;
  facilityId?: string;
  language: string;
  /** IANA zone in which the message's local day is counted. */
  zone: string;
};

type Sender = {
  id: string;
  cancelMode: "A" | "B";
  keywordAnswers: "carrier" | "ours";
  kind: string;
  facilityId: string | null;
  zone: string;
};

/** The organization's number that was written to; undefined where it is none of its numbers. */
export async function findSender(ctx: Ctx, to: string): Promise<Sender | undefined> {
  const [sender] = await ctx.sql<Sender>(
    `select s.id, s.cancel_mode as "cancelMode", s.keyword_answers as "keywordAnswers", s.kind, s.facility_id as "facilityId", coalesce(f.zone, o.zone) as zone
     from sender s join organization o on o.id = s.organization_id left join facility f on f.organization_id = s.organization_id and f.id = s.facility_id
     where s.organization_id = $1 and s.channel in ('sms', 'voice') and s.address = $2 order by s.channel limit 1`,
    [ctx.organizationId, to],
  );
  return sender;
}

/** Whether texts to a number are stopped, and who uses it in which language (English where they differ). */
export async function endpointFacts(ctx: Ctx, endpointId: string): Promise<Pick<SenderContext, "optedOut" | "patientId" | "language">> {
  const [endpoint] = await ctx.sql<{ optedOut: boolean; patients: string[]; languages: string[] }>(
    `select exists (select 1 from suppression s where s.organization_id = e.organization_id and s.endpoint_id = e.id and s.lifted_at is null and (s.channel is null or s.channel = 'sms')) as "optedOut",
            coalesce(array_agg(distinct p.id) filter (where p.id is not null), '{}') as patients, coalesce(array_agg(distinct p.language) filter (where p.id is not null), '{}') as languages
     from endpoint e left join patient_contact c on c.organization_id = e.organization_id and c.endpoint_id = e.id and c.archived_at is null
     left join patient p on p.organization_id = c.organization_id and p.id = c.patient_id and p.merged_into is null
     where e.organization_id = $1 and e.id = $2 group by e.organization_id, e.id`,
    [ctx.organizationId, endpointId],
  );
  return {
    optedOut: endpoint?.optedOut ?? false,
    patientId: endpoint?.patients.length === 1 ? endpoint.patients[0] : undefined,
    language: endpoint?.languages.length === 1 ? endpoint.languages[0]! : "en",
  };
}

/** [CON-11] Mode B where this number has it, or where the organization has it and the number is one whose opt-out words can be edited at the carrier. */
async function cancelModeOf(ctx: Ctx, sender: Sender): Promise<"A" | "B"> {
  if (sender.cancelMode === "B" || sender.kind !== "long-code") return sender.cancelMode;
  return (await loadSettings(ctx)).get(cancelWord).value;
}

/** What is known about a number that wrote to one of ours. Throws not-found for a number that is not ours. */
export async function senderContext(ctx: Ctx, endpointId: string, to: string): Promise<SenderContext> {
  const sender = await findSender(ctx, to);
  if (!sender) throw notFound("number");
  return {
    senderId: sender.id,
    cancelMode: await cancelModeOf(ctx, sender),
    keywordAnswers: sender.keywordAnswers,
    ...(await endpointFacts(ctx, endpointId)),
    facilityId: sender.facilityId ?? undefined,
    zone: sender.zone,
  };
}
