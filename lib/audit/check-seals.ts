import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { fromTheStart, holdSealer, verifyEnd, verifyNext, type AuditProblem, type VerifyState } from "./verify";
import { audit } from "./write";

const SLICE_MS = 1_500;
/** Problems kept of one check; one is enough to act. */
const MOST_PROBLEMS = 100;

export type SealCheck = {
  id: string;
  startedAt: Moment;
  by: string;
  finished: boolean;
  ok: boolean | null;
  seals: number;
  entries: number;
  unsealed: number | null;
  problems: AuditProblem[];
};

export type SealStatus = {
  /** Entries since the last seal: written, but not yet protected. */
  unsealed: number;
  lastSeal: { number: number; at: Moment } | null;
  lastCheck: SealCheck | null;
};

type Row = {
  id: string;
  startedAt: Date;
  by: string | null;
  finishedAt: Date | null;
  ok: boolean | null;
  seals: number;
  entries: number;
  unsealed: number | null;
  problems: AuditProblem[];
  zone: string;
};

const COLUMNS = `c.id, c.started_at as "startedAt", u.name as by, c.finished_at as "finishedAt", c.ok, c.seals::int as seals, c.entries::int as entries,
  c.unsealed::int as unsealed, c.problems, o.zone from audit_check c join organization o on o.id = c.organization_id left join app_user u on u.id = c.started_by`;

function toCheck(row: Row): SealCheck {
  const { id, ok, seals, entries, unsealed, problems } = row;
  return {
    id,
    ok,
    seals,
    entries,
    unsealed,
    problems,
    by: row.by ?? "a user who is no longer here",
    startedAt: moment(row.startedAt, row.zone),
    finished: row.finishedAt !== null,
  };
}

/** [SEC-03] How well the log is protected: what is sealed, and the last check of the seals. Admins only. */
export async function sealStatus(ctx: Ctx): Promise<SealStatus> {
  requireRole(ctx, "admin");
  const [head] = await ctx.sql<{ seq: number; at: Date; zone: string }>(
    "select h.seq::int as seq, h.sealed_at as at, o.zone from audit_head h join organization o on o.id = h.organization_id where h.organization_id = $1",
    [ctx.organizationId],
  );
  const [tail] = await ctx.sql<{ n: number }>(
    "select count(*)::int as n from (select 1 from audit_entry where organization_id = $1 and seal is null limit 10000) x",
    [ctx.organizationId],
  );
  const [check] = await ctx.sql<Row>(`select ${COLUMNS} where c.organization_id = $1 order by c.started_at desc limit 1`, [
    ctx.organizationId,
  ]);
  return {
    unsealed: tail?.n ?? 0,
    lastSeal: head ? { number: head.seq, at: moment(head.at, head.zone) } : null,
    lastCheck: check ? toCheck(check) : null,
  };
}

/** [SEC-03] Begins a check of every seal of the organization; continueSealCheck does the work. Audited. Admins only. */
export async function startSealCheck(ctx: Ctx): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  if (ctx.actor.kind !== "user") throw conflict("A check is started by a person.");
  const id = newId();
  const start = fromTheStart();
  await ctx.sql("insert into audit_check (organization_id, id, started_by, previous) values ($1, $2, $3, $4)", [
    ctx.organizationId,
    id,
    ctx.actor.id,
    start.previous,
  ]);
  await audit(ctx, { action: "check-audit", entity: "audit", detail: { check: id } });
  return { id };
}

/** [SEC-03] Checks for about a second and a half and remembers where it was; call it until `finished`. Admins only. */
export async function continueSealCheck(ctx: Ctx, input: { id: string }): Promise<SealCheck> {
  requireRole(ctx, "admin");
  const [stored] = await ctx.sql<{
    next: number;
    previous: Buffer;
    seals: number;
    entries: number;
    problems: AuditProblem[];
    done: boolean;
  }>(
    `select next_seal::int as next, previous, seals::int as seals, entries::int as entries, problems, finished_at is not null as done
     from audit_check where organization_id = $1 and id = $2 for update`,
    [ctx.organizationId, input.id],
  );
  if (!stored) throw notFound("check");
  if (!stored.done) await slice(ctx, input.id, stored);
  const [row] = await ctx.sql<Row>(`select ${COLUMNS} where c.organization_id = $1 and c.id = $2`, [ctx.organizationId, input.id]);
  return toCheck(row!);
}

async function slice(ctx: Ctx, id: string, state: VerifyState): Promise<void> {
  const until = performance.now() + SLICE_MS;
  while (await verifyNext(ctx, state))
    if (performance.now() > until) {
      await save(ctx, id, state);
      return;
    }
  // Nothing is sealed from here on: what was sealed meanwhile is checked too, then the end.
  await holdSealer(ctx);
  while (await verifyNext(ctx, state));
  const report = await verifyEnd(ctx, state);
  await save(ctx, id, { ...state, problems: report.problems }, report);
}

async function save(ctx: Ctx, id: string, state: VerifyState, end?: { ok: boolean; unsealed: number }): Promise<void> {
  await ctx.sql(
    `update audit_check set next_seal = $3, previous = $4, seals = $5, entries = $6, problems = $7, ok = $8, unsealed = $9,
       finished_at = case when $8::boolean is null then null else clock_timestamp() end where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      id,
      state.next,
      state.previous,
      state.seals,
      state.entries,
      JSON.stringify(state.problems.slice(0, MOST_PROBLEMS)),
      end?.ok ?? null,
      end?.unsealed ?? null,
    ],
  );
}
