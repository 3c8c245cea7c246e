import { createHash } from "node:crypto";
import { pool } from "@/db/client";

/** So many attempts in so many seconds (a fixed window that begins with the first attempt). */
export type RateRule = { name: string; points: number; seconds: number };

export type RateAnswer = { ok: true } | { ok: false; retryAfterSeconds: number };

/** Only a hash is stored: the table holds no e-mail address and no IP address. */
const keyOf = (rule: RateRule, subject: string): string =>
  `${rule.name}:${createHash("sha256").update(`${rule.name}\n${subject}`).digest("base64url")}`;

const answer = (rule: RateRule, row: { points: number; wait: number } | undefined): RateAnswer =>
  row && row.points > rule.points ? { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(row.wait)) } : { ok: true };

/**
 * Counts one attempt of a subject (an address, an account) and says whether it is still within the rule. Counted in
 * Postgres, so several processes share the count; by its clock, so the demo's moved time does not lift it. Plain
 * statements, which also work behind a transaction pooler. Sweeps a few old rows along the way.
 */
export async function consume(rule: RateRule, subject: string): Promise<RateAnswer> {
  const { rows } = await pool("app").query<{ points: number; wait: number }>(
    `with swept as (delete from rate_limit where key in
       (select key from rate_limit where expires_at < clock_timestamp() - interval '1 hour' limit 20 for update skip locked))
     insert into rate_limit as r (key, points, expires_at) values ($1, 1, clock_timestamp() + make_interval(secs => $2))
     on conflict (key) do update set
       points = case when r.expires_at <= clock_timestamp() then 1 else r.points + 1 end,
       expires_at = case when r.expires_at <= clock_timestamp() then excluded.expires_at else r.expires_at end
     returning points, extract(epoch from expires_at - clock_timestamp())::float8 as wait`,
    [keyOf(rule, subject), rule.seconds],
  );
  return answer(rule, rows[0]);
}

/** Starts over for a subject, after it proved itself. */
export async function forgive(rule: RateRule, subject: string): Promise<void> {
  await pool("app").query("delete from rate_limit where key = $1", [keyOf(rule, subject)]);
}

/**
 * The address a request came from: the last entry of X-Forwarded-For, which the nearest proxy (or Next itself, without
 * one) wrote; entries before it are the client's own words. "unknown" where there is none.
 */
export function clientIp(headers: Pick<Headers, "get">): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
