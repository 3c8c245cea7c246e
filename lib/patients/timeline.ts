import { seesMessage } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { shownState } from "@/lib/messages/queries";
import { Params, readCursor, writeCursor } from "@/lib/messages/sql";
import type { ShownState } from "@/lib/messages/types";
import { carrierCodeWords, channelWords, intentWords, templateWords } from "@/lib/messages/words";

const PAGE_SIZE = 30;

/** Something said or heard. */
export type TimelineEntry = {
  id: string;
  direction: "in" | "out";
  channel: string;
  /** What it was for, or what it was understood as. */
  title: string;
  text: string;
  state: ShownState;
  problem: string;
  appointmentId: string | null;
  at: Moment;
};
export type TimelinePage = { entries: TimelineEntry[]; older?: string };

type Stored = {
  id: string;
  direction: "in" | "out";
  channel: string;
  templateKey: string | null;
  intent: string | null;
  subject: string | null;
  body: string;
  status: string;
  answered: boolean;
  code: string | null;
  appointmentId: string | null;
  at: Date;
};

/** Everything said to a patient and heard from them, newest first; `before` is the cursor of an older page. */
export async function loadTimeline(
  ctx: Ctx,
  patientId: string,
  options: { zone: string; patientZone: string | null; before?: string },
): Promise<TimelinePage> {
  const cursor = readCursor(options.before);
  const p = new Params([ctx.organizationId, patientId, cursor?.at ?? null, cursor?.id ?? null]);
  const rows = await ctx.sql<Stored>(
    `select id, direction, channel, template_key as "templateKey", intent, subject, left(body, 2000) as body, status, answered_at is not null as answered, error_code as code,
       appointment_id as "appointmentId", at
     from message m where organization_id = $1 and patient_id = $2 and ${seesMessage(ctx, p, "m")} and ($3::timestamptz is null or (at, id) < ($3, $4::uuid)) order by at desc, id desc limit ${PAGE_SIZE + 1}`,
    p.values,
  );
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    entries: page.map((m) => ({
      id: m.id,
      direction: m.direction,
      channel: channelWords(m.channel),
      title: m.direction === "in" ? (m.intent ? intentWords(m.intent) : "Wrote") : m.templateKey ? templateWords(m.templateKey) : "Message",
      text: m.subject ? `${m.subject}\n${m.body}` : m.body,
      state: shownState(m.status, m.answered),
      problem: m.status === "undelivered" || m.status === "failed" ? carrierCodeWords(m.channel, m.code) : "",
      appointmentId: m.appointmentId,
      at: moment(m.at, options.zone, options.patientZone),
    })),
    ...(rows.length > PAGE_SIZE && last ? { older: writeCursor(last) } : {}),
  };
}
