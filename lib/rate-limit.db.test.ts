import { expect, test } from "vitest";
import { useTestDatabase } from "@/tests/support/factories";
import { clientIp, consume, forgive, type RateRule } from "./rate-limit";

const database = useTestDatabase();
const rule: RateRule = { name: "test", points: 3, seconds: 60 };

test("[SEC-04] the fourth attempt of three is refused, also when all come at once, and others are not", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => consume(rule, "203.0.113.7")));
  expect(answers.filter((a) => a.ok)).toHaveLength(3);
  const refused = answers.find((a) => !a.ok)!;
  expect(refused).toMatchObject({ ok: false });
  if (!refused.ok) expect(refused.retryAfterSeconds).toBeGreaterThan(50);
  expect(await consume(rule, "203.0.113.8")).toEqual({ ok: true });
});

test("[SEC-04] the count starts over when its time is up, and when it is forgiven", async () => {
  const subject = "someone";
  for (let i = 0; i < 4; i++) await consume(rule, subject);
  expect((await consume(rule, subject)).ok).toBe(false);
  await database.query("update rate_limit set expires_at = now() - interval '1 second'");
  for (let i = 0; i < 3; i++) expect((await consume(rule, subject)).ok).toBe(true);
  expect((await consume(rule, subject)).ok).toBe(false);
  await forgive(rule, subject);
  expect((await consume(rule, subject)).ok).toBe(true);
});

test("[SEC-05] neither addresses nor e-mails are stored, and old rows go", async () => {
  await consume(rule, "rosa@mail.example");
  expect(JSON.stringify(await database.query("select * from rate_limit"))).not.toContain("rosa");
  await database.query("update rate_limit set expires_at = now() - interval '2 hours'");
  await consume(rule, "someone new");
  expect(await database.query("select 1 from rate_limit")).toHaveLength(1);
});

test("[SEC-04] the address is what the nearest proxy wrote, not what the client claims", () => {
  expect(clientIp(new Headers({ "x-forwarded-for": "6.6.6.6, 203.0.113.9" }))).toBe("203.0.113.9");
  expect(clientIp(new Headers())).toBe("unknown");
});
