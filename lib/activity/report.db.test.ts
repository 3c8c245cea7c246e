import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { organizationsToCount } from "@/lib/tenancy/resolve";
import { addDays } from "@/lib/time";
import { insertRow, makeFacility, makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { messageActivity, rawReportQuery } from "./report";
import { rollUp } from "./roll-up";
import type { ActivityFilter } from "./types";

const database = useTestDatabase();
const FIRST = "2027-03-01";
const all: ActivityFilter = { from: FIRST, to: addDays(FIRST, 6), channels: [], facilities: [], templates: [] };

type Say = {
  day: number;
  hour: number;
  out: boolean;
  channel: string;
  template: string | null;
  facility: number;
  status: string;
  reason: string | null;
};

async function say(org: TestOrganization, facilities: readonly string[], one: Say): Promise<string> {
  const id = newId();
  const date = addDays(FIRST, one.day);
  await insertRow(org, "message", {
    id,
    direction: one.out ? "out" : "in",
    channel: one.channel,
    kind: one.out ? "reminder" : "reply",
    endpoint_id: newId(),
    facility_id: facilities[one.facility] ?? null,
    template_key: one.out ? one.template : null,
    body: "Words",
    status: one.out ? one.status : "received",
    error_code: one.out ? one.reason : null,
    intent: one.out ? null : one.reason,
    at: new Date(`${date}T${String(one.hour).padStart(2, "0")}:30:00-05:00`),
    local_date: date,
    local_hour: one.hour,
  });
  return id;
}

/** What the messages themselves say, row by row of the report's own statement over no counts at all. */
const rawRows = (org: TestOrganization, filter: ActivityFilter) =>
  org.asStaff(async (ctx) => {
    const { text, values } = rawReportQuery(ctx, filter);
    const rows = await ctx.sql<{
      kind: string;
      key: string | null;
      sent: string;
      undelivered: string;
      answers: string;
      answered: string;
      messages: string;
    }>(text, values);
    return rows;
  });

async function same(org: TestOrganization, filter: ActivityFilter): Promise<void> {
  const report = await org.asStaff((ctx) => messageActivity(ctx, filter));
  const rows = await rawRows(org, filter);
  const numbers = (list: readonly { key: string; figures: { sent: number; answers: number; answered: number; undelivered: number } }[]) =>
    Object.fromEntries(list.map(({ key, figures: f }) => [key, [f.sent, f.undelivered, f.answered, f.answers]]));
  const raw = (kind: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row.kind === kind)
        .map((row) => [row.key ?? "", [row.sent, row.undelivered, row.answered, row.answers].map(Number)]),
    );
  expect(numbers(report.days)).toEqual(raw("day"));
  expect(numbers(report.hours)).toEqual(raw("hour"));
  expect(numbers(report.facilities)).toEqual(raw("facility"));
  const total = rows.find((row) => row.kind === "total")!;
  expect([report.total.sent, report.total.undelivered, report.total.answered, report.total.answers]).toEqual(
    [total.sent, total.undelivered, total.answered, total.answers].map(Number),
  );
  const sum = (kind: string, direction: (row: (typeof rows)[number]) => boolean) =>
    rows.filter((row) => row.kind === kind && direction(row)).reduce((n, row) => n + Number(row.messages), 0);
  expect(report.reasons.reduce((n, one) => n + one.messages, 0)).toBe(sum("reason", (row) => Number(row.undelivered) > 0));
  expect(report.intents.reduce((n, one) => n + one.messages, 0)).toBe(sum("reason", (row) => Number(row.answers) > 0));
}

const anyMessage: fc.Arbitrary<Say> = fc.record({
  day: fc.nat(6),
  hour: fc.nat(23),
  out: fc.boolean(),
  channel: fc.constantFrom("sms", "voice", "email"),
  template: fc.constantFrom("reminder", "confirm-reply", null),
  facility: fc.nat(2),
  status: fc.constantFrom("sending", "sent", "delivered"),
  reason: fc.constantFrom(null, "30003", "opt-out"),
});
/** What may happen to a message later, in any order and more than once; or that days are counted meanwhile. */
type Later = { kind: "receipt" | "answer" | "re-attribute" | "delete" | "count"; nth: number; status: string; facility: number };
const later: fc.Arbitrary<Later> = fc.record({
  kind: fc.constantFrom("receipt", "receipt", "answer", "re-attribute", "delete", "count"),
  nth: fc.nat(50),
  status: fc.constantFrom("sent", "delivered", "undelivered", "failed"),
  facility: fc.nat(2),
});

test("[RTY-07] the report equals the messages themselves after late, doubled and out-of-order receipts, answers, re-attribution and deletion", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyMessage, { minLength: 1, maxLength: 12 }),
      fc.array(later, { maxLength: 20 }),
      async (messages, changes) => {
        const org = await makeOrganization(database.urls);
        const facilities = [await makeFacility(org, { name: "North" }), await makeFacility(org, { name: "South" })];
        const ids: string[] = [];
        for (const one of messages) ids.push(await say(org, facilities, one));
        for (const change of changes) {
          const id = ids[change.nth % ids.length]!;
          if (change.kind === "count") await rollUp(org.organizationId);
          else
            await org.asWorkflow(async (ctx) => {
              const key = [ctx.organizationId, id];
              if (change.kind === "receipt")
                await ctx.sql("update message set status = $3 where organization_id = $1 and id = $2 and direction = 'out'", [
                  ...key,
                  change.status,
                ]);
              else if (change.kind === "answer")
                await ctx.sql("update message set answered_at = coalesce(answered_at, at) where organization_id = $1 and id = $2", key);
              else if (change.kind === "re-attribute")
                await ctx.sql("update message set facility_id = $3 where organization_id = $1 and id = $2", [
                  ...key,
                  facilities[change.facility] ?? null,
                ]);
              else await ctx.sql("delete from message where organization_id = $1 and id = $2", key);
            });
        }
        await same(org, all);
        await rollUp(org.organizationId);
        await same(org, all);
        await same(org, { ...all, from: addDays(FIRST, 2), to: addDays(FIRST, 4), channels: ["sms"], facilities: [facilities[0]!] });
        // Now all of it comes from counts: nothing is left to be counted.
        const left = await database.query("select 1 from message_rollup_mark where organization_id = $1", [org.organizationId]);
        expect(left).toEqual([]);
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);

test("[RTY-07] a change that commits while its day is being counted is not forgotten", async () => {
  const org = await makeOrganization(database.urls);
  const facility = await makeFacility(org, { name: "North" });
  const id = await say(org, [facility], {
    day: 0,
    hour: 9,
    out: true,
    channel: "sms",
    template: "reminder",
    facility: 0,
    status: "sent",
    reason: null,
  });
  await org.asWorkflow(async (ctx) => {
    await ctx.sql("update message set status = 'delivered' where organization_id = $1 and id = $2", [ctx.organizationId, id]);
    // Counted by somebody else before this one commits.
    await rollUp(org.organizationId);
  });
  expect(await organizationsToCount()).toContain(org.organizationId);
  await same(org, all);
  const report = await org.asStaff((ctx) => messageActivity(ctx, all));
  expect(report.total).toMatchObject({ sent: 1, delivered: 1, waiting: 0 });
  await rollUp(org.organizationId);
  expect((await org.asStaff((ctx) => messageActivity(ctx, all))).total).toMatchObject({ sent: 1, delivered: 1, waiting: 0 });
  expect(await organizationsToCount()).not.toContain(org.organizationId);
});

test("[RTY-07] [ADM-03] who sees one facility gets its numbers, and nothing of what has no facility", async () => {
  const org = await makeOrganization(database.urls);
  const facilities = [await makeFacility(org, { name: "North" }), await makeFacility(org, { name: "South" })];
  const one: Say = { day: 1, hour: 9, out: true, channel: "sms", template: "reminder", facility: 0, status: "delivered", reason: null };
  await say(org, facilities, one);
  await say(org, facilities, { ...one, facility: 1 });
  await say(org, facilities, { ...one, facility: 2 });
  for (const counted of [false, true]) {
    if (counted) await rollUp(org.organizationId);
    const mine = await org.asStaff((ctx) =>
      messageActivity({ ...ctx, access: { facilities: [facilities[0]!], patients: [], emergencies: [] } }, all),
    );
    expect(mine.total.sent).toBe(1);
    expect(mine.facilities.map((line) => line.key)).toEqual([facilities[0]]);
    expect((await org.asStaff((ctx) => messageActivity(ctx, { ...all, within: facilities[1]! }))).total.sent).toBe(2);
    expect((await org.asStaff((ctx) => messageActivity(ctx, all))).total.sent).toBe(3);
  }
});

test("[RTY-07] each number says what it counts: by status, reason and answer", async () => {
  const org = await makeOrganization(database.urls);
  const facility = [await makeFacility(org, { name: "North" })];
  const one: Say = { day: 0, hour: 9, out: true, channel: "sms", template: "reminder", facility: 0, status: "delivered", reason: null };
  const answered = await say(org, facility, one);
  await say(org, facility, { ...one, status: "sent", hour: 10 });
  await say(org, facility, { ...one, status: "undelivered", reason: "30003" });
  await say(org, facility, { ...one, status: "failed", reason: "21610", channel: "voice" });
  await say(org, facility, { ...one, status: "sending" });
  await say(org, facility, { ...one, status: "uncertain" });
  await say(org, facility, { ...one, out: false, reason: "confirm" });
  await say(org, facility, { ...one, out: false, reason: "opt-out" });
  await org.asWorkflow((ctx) =>
    ctx.sql("update message set answered_at = at where organization_id = $1 and id = $2", [ctx.organizationId, answered]),
  );
  await rollUp(org.organizationId);
  const report = await org.asStaff((ctx) => messageActivity(ctx, all));
  expect(report.total).toEqual({ sent: 3, delivered: 1, undelivered: 2, waiting: 1, answered: 1, answers: 2, optedOut: 1 });
  expect(report.reasons).toEqual([
    { channel: "sms", code: "30003", messages: 1 },
    { channel: "voice", code: "21610", messages: 1 },
  ]);
  expect(report.intents).toEqual([
    { intent: "confirm", messages: 1 },
    { intent: "opt-out", messages: 1 },
  ]);
  expect(report.hours.map((line) => [line.key, line.figures.sent])).toEqual([
    ["9", 2],
    ["10", 1],
  ]);
});
