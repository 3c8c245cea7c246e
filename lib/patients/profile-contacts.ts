import { seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { carrierCodeWords, channelWords } from "@/lib/messages/words";
import { Params } from "@/lib/messages/sql";

export type ContactWay = {
  contactId: string;
  channel: "sms" | "voice" | "email";
  channelText: string;
  preferred: boolean;
  /** A status of the contact kind of the status map. */
  state: "active" | "archived" | "unreachable" | "do-not-contact" | "wrong-number";
  archived: boolean;
};

export type ContactStop = {
  id: string;
  text: string;
  since: Moment;
  note: string;
  /** Staff may lift it; otherwise `howToLift` says who can. */
  liftable: boolean;
  howToLift: string;
};

/** One number or address of a patient, with the ways it is used and what stops it. */
export type ProfileContact = {
  endpointId: string;
  kind: "phone" | "email";
  address: string;
  lineType: string;
  role: string;
  /** An import brought it and may bring it again. */
  imported: boolean;
  problem: string;
  ways: ContactWay[];
  stops: ContactStop[];
  /** Whose this is, where it is a guardian's ([CON-15]). */
  guardian: { id: string; name: string; always: boolean } | null;
  /** Who else is reached here: a household. */
  sharedWith: { id: string; name: string }[];
};

type StoredContact = {
  endpointId: string;
  kind: "phone" | "email";
  address: string;
  lineType: string;
  invalidCode: string | null;
  role: string;
  sources: string[];
  guardian: ProfileContact["guardian"];
  ways: { contactId: string; channel: ContactWay["channel"]; preferred: boolean; archived: boolean; reason: string | null }[];
  stops: { id: string; channel: string | null; source: string; createdAt: string; note: string | null; sender: string | null }[];
  sharedWith: { id: string; name: string }[];
};

/** The patient's numbers and addresses: usable ones first, each with its do-not-contact entries and who shares it, as far as the reader sees them. */
export async function loadProfileContacts(ctx: Ctx, patientId: string, zone: string): Promise<ProfileContact[]> {
  const p = new Params([ctx.organizationId, patientId]);
  const rows = await ctx.sql<StoredContact>(
    `select e.id as "endpointId", e.kind, e.address, e.line_type as "lineType", e.invalid_code as "invalidCode", c.role, c.sources, c.ways,
       (select json_build_object('id', g.id, 'name', trim(g.first_name || ' ' || g.last_name), 'always', g.always) from guardian g
         where g.organization_id = $1 and g.id = c.guardian_id::uuid and g.ended_at is null) as guardian,
       coalesce((select json_agg(json_build_object('id', s.id, 'channel', s.channel, 'source', s.source, 'createdAt', s.created_at, 'note', s.note, 'sender', n.address) order by s.created_at)
         from suppression s left join sender n on n.organization_id = s.organization_id and n.id = s.sender_id
         where s.organization_id = $1 and s.endpoint_id = e.id and s.lifted_at is null), '[]'::json) as stops,
       coalesce((select json_agg(distinct jsonb_build_object('id', p.id, 'name', trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)))
         from patient_contact x join patient p on p.organization_id = x.organization_id and p.id = x.patient_id
         where x.organization_id = $1 and x.endpoint_id = e.id and x.patient_id <> $2 and x.archived_at is null and ${seesPatient(ctx, p, "p")}), '[]'::json) as "sharedWith"
     from (select endpoint_id, min(role) as role, min(guardian_id::text) as guardian_id, min(rank) as rank, bool_and(archived_at is not null) as gone, array_agg(distinct source) as sources,
             json_agg(json_build_object('contactId', id, 'channel', channel, 'preferred', preferred, 'archived', archived_at is not null, 'reason', archived_reason) order by rank, channel desc) as ways
           from patient_contact where organization_id = $1 and patient_id = $2 group by endpoint_id) c
     join endpoint e on e.organization_id = $1 and e.id = c.endpoint_id order by c.gone, c.rank, e.address`,
    p.values,
  );
  return rows.map((row) => ({
    endpointId: row.endpointId,
    kind: row.kind,
    address: row.address,
    lineType: row.lineType,
    role: row.role,
    guardian: row.guardian,
    imported: row.sources.includes("import"),
    problem: row.invalidCode ? carrierCodeWords(row.kind === "email" ? "email" : "sms", row.invalidCode) : "",
    ways: row.ways.map((way) => ({
      contactId: way.contactId,
      channel: way.channel,
      channelText: channelWords(way.channel),
      preferred: way.preferred,
      archived: way.archived,
      state: stateOf(way, row),
    })),
    stops: row.stops.map((s) => contactStop(s, row.kind, zone)),
    sharedWith: row.sharedWith,
  }));
}

function stateOf(way: StoredContact["ways"][number], row: StoredContact): ContactWay["state"] {
  if (row.stops.some((s) => s.channel === null || s.channel === way.channel)) return "do-not-contact";
  if (way.archived) return way.reason === "wrong-number" || way.reason === "unreachable" ? way.reason : "archived";
  return row.invalidCode ? "unreachable" : "active";
}

const SAID_BY: Record<string, string> = {
  patient: "The patient asked for it",
  carrier: "The carrier reports that the patient opted out",
  staff: "Added by staff",
  import: "Came with an import",
};

function contactStop(s: StoredContact["stops"][number], kind: string, zone: string): ContactStop {
  const liftable = s.source === "staff" || s.source === "import";
  const byText = s.sender ? `by texting START to ${s.sender}` : "by texting START to the number that texted";
  return {
    id: s.id,
    text: `${SAID_BY[s.source] ?? s.source}${s.channel ? `, for ${channelWords(s.channel).toLowerCase()}s only` : ""}`,
    since: moment(new Date(s.createdAt), zone),
    note: s.note ?? "",
    liftable,
    howToLift: liftable ? "" : `Only the patient can lift this: ${kind === "email" ? "with the preferences link in an e-mail" : byText}.`,
  };
}
