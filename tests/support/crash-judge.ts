import { readLogFile } from "@/lib/carriers/simulator/file-store";
import type { TestDatabase } from "./db";

export type CrashDatabase = Pick<TestDatabase, "urls"> & {
  /** As the superuser. */
  query: (text: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;
};

export type CrashOptions = {
  messages: number;
  clinics: number;
  kills: number;
  seed: number;
  /** An existing folder for the stand-in's log. */
  folder: string;
  /** Hears what goes on, for a person who waits. */
  tell?: (text: string) => void;
};

export type CrashOutcome = {
  messages: number;
  kills: number;
  accepted: number;
  /** Planned messages by the state they ended in. */
  states: Record<string, number>;
  /** Given to a person, because nothing proves that the carrier took or refused them. */
  withStaff: number;
  /** Kills after which attempts were under way: the carrier may or may not have taken them. */
  killsWithDoubt: number;
  /** From the first dispatcher to the last message settled. */
  ms: number;
  /** What must not be, and how often it was: each has to be 0. */
  wrong: Record<string, number>;
};

/** Rows of a table, a join or a table with its condition. */
export const count = async (database: CrashDatabase, from: string): Promise<number> =>
  Number((await database.query(`select count(*) as n from ${from}`))[0]!.n);

/** Tells by the stand-in's own log what became of the messages. */
export async function judge(
  database: CrashDatabase,
  logFile: string,
  { messages, kills }: CrashOptions,
  seen: { ms: number; killsWithDoubt: number },
): Promise<CrashOutcome> {
  const accepted = (await readLogFile(logFile)).flatMap((e) =>
    e.kind === "sms.accepted" || e.kind === "call.accepted"
      ? [{ id: e.sid, to: e.to, body: e.kind === "sms.accepted" ? e.body : e.url }]
      : e.kind === "email.accepted"
        ? [{ id: e.id, to: e.to[0]!, body: e.text }]
        : [],
  );
  const rows = await database.query(
    "select p.state, e.address from planned_message p left join endpoint e on e.organization_id = p.organization_id and e.id = p.endpoint_id where p.step_key = '7-days'",
  );
  const states: Record<string, number> = {};
  for (const { state } of rows) states[String(state)] = (states[String(state)] ?? 0) + 1;
  const withStaff = await count(database, "staff_task where kind = 'uncertain-message' and state = 'open'");
  const addresses = (state: string) => new Set(rows.filter((r) => r.state === state).map((r) => String(r.address)));
  const [sent, unsure] = [addresses("sent"), addresses("uncertain")];
  const known = new Set((await database.query("select provider_id from provider_ref")).map((r) => String(r.provider_id)));
  const took = new Set(accepted.map((a) => a.to));
  const ended = ["sent", "failed", "skipped"].reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return {
    messages,
    kills,
    ...seen,
    accepted: accepted.length,
    states,
    withStaff,
    wrong: {
      // Each patient has a number of their own and one reminder due: a second acceptance would be a double, whatever its link says.
      "doubled by recipient": accepted.length - took.size,
      "doubled by recipient and text": accepted.length - new Set(accepted.map((a) => `${a.to} ${a.body}`)).size,
      "planned messages that are gone": messages - rows.length,
      "neither ended nor with staff": rows.length - ended - withStaff,
      "uncertain without a task, or a task without": Math.abs((states.uncertain ?? 0) - withStaff),
      "accepted, but our row says otherwise": accepted.filter((a) => !sent.has(a.to) && !unsure.has(a.to)).length,
      "sent without the carrier's id": accepted.filter((a) => sent.has(a.to) && !known.has(a.id)).length,
      "called sent, never accepted": [...sent].filter((address) => !took.has(address)).length,
      "webhooks given up": await count(database, "webhook_receipt where state = 'dead'"),
      "attempts left open": await count(database, "attempt where state = 'started'"),
    },
  };
}
