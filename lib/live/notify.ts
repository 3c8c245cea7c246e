import type { Ctx } from "@/lib/context";

/** What staff screens can watch. A screen refetches when its topic changes; the stream itself carries no data. */
export const LIVE_TOPICS = [
  "appointments",
  "messages",
  "patients",
  "tasks",
  "templates",
  "practice",
  "imports",
  "suppressions",
  "clock",
] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];
export const LIVE_CHANNEL = "luma_live";

/** Says at commit that a topic changed. Postgres folds repeats within one transaction. */
export async function touch(ctx: Ctx, ...topics: LiveTopic[]): Promise<void> {
  for (const topic of topics) await ctx.sql("select pg_notify($1, $2)", [LIVE_CHANNEL, `${ctx.organizationId}:${topic}`]);
}
