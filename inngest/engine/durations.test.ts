import { expect, test } from "vitest";
import { parseDuration, parseRetryAfter, parseWhen } from "./durations";
import { checkEngineHost } from "./host";
import { seededEventId, ulid } from "./ids";
import { backoffMs } from "./limits";

const now = new Date("2026-06-01T00:00:00Z");

test("time strings add up, anything else is refused", () => {
  expect(parseDuration("1h30m")).toBe(5_400_000);
  expect(parseDuration("1w2d")).toBe(777_600_000);
  expect(parseDuration("500ms")).toBe(500);
  expect(parseDuration("soon")).toBeUndefined();
  expect(parseDuration("")).toBeUndefined();
  expect(parseWhen("2026-07-01T00:00:00.000Z", now).toISOString()).toBe("2026-07-01T00:00:00.000Z");
  expect(() => parseWhen("soon", now)).toThrow(RangeError);
});

test("Retry-After is seconds or a date", () => {
  expect(parseRetryAfter("90", now)?.getTime()).toBe(now.getTime() + 90_000);
  expect(parseRetryAfter("2026-06-01T01:00:00Z", now)?.getTime()).toBe(now.getTime() + 3_600_000);
  expect(parseRetryAfter(null, now)).toBeUndefined();
  expect(parseRetryAfter("later", now)).toBeUndefined();
});

test("back-off grows from 15 s to 2 h, with up to 30 s of jitter", () => {
  expect(backoffMs(1, 0)).toBe(15_000);
  expect(backoffMs(3, 0.999)).toBe(60_000 + 29_970);
  expect(backoffMs(10, 0)).toBe(7_200_000);
  expect(backoffMs(20, 0)).toBe(7_200_000);
});

test("ids sort by time; a repeated request gives the same event ids", () => {
  expect(ulid(1_000) < ulid(2_000)).toBe(true);
  expect(ulid(5).length).toBe(26);
  expect(seededEventId("1795290937628,F9w9NuCQkqmvpg==", 0)).toBe(seededEventId("1795290937628,F9w9NuCQkqmvpg==", 0));
  expect(seededEventId("1795290937628,F9w9NuCQkqmvpg==", 1)).not.toBe(seededEventId("1795290937628,F9w9NuCQkqmvpg==", 0));
  expect(seededEventId("nonsense", 0)).toBeUndefined();
});

test("[OPS-03] refuses serverless hosts by name, accepts others", () => {
  expect(() => checkEngineHost({ NODE_ENV: "production", VERCEL: "1" })).toThrow(/Vercel .*INNGEST_EVENT_KEY/s);
  expect(() => checkEngineHost({ NODE_ENV: "production", AWS_LAMBDA_FUNCTION_NAME: "f" })).toThrow("AWS Lambda");
  expect(() => checkEngineHost({ NODE_ENV: "production" })).not.toThrow();
});
