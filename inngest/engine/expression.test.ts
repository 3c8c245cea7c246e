import { describe, expect, test } from "vitest";
import { checkExpression, evaluate, keyValue, matchKey, planMatch } from "./expression";

const event = { name: "t/a", data: { id: 7, org: "o1", deep: { list: ["x", "y"] } } };

describe("expressions", () => {
  test("equality, && and has() over paths and literals", () => {
    expect(evaluate("event.data.id == 7", { event })).toBe(true);
    expect(evaluate("event.data.id == '7'", { event })).toBe(false);
    expect(evaluate("event.data.deep.list[1] == 'y' && (event.data['org'] == \"o1\")", { event })).toBe(true);
    expect(evaluate("has(event.data.org) && has(event.data.nope)", { event })).toBe(false);
  });

  test("missing keys read as null", () => {
    expect(evaluate("event.data.nope == null", { event })).toBe(true);
    expect(evaluate("event.data.nope.deeper == null", { event })).toBe(true);
    expect(keyValue("event.data.nope", event)).toBe("null");
    expect(keyValue("event.data.org", event)).toBe('"o1"');
  });

  test("inherited properties are not data", () => {
    expect(evaluate("event.data.constructor == null", { event })).toBe(true);
  });

  test.each(["event.data.a != 1", "event.data.a > 1", "a == 1", "event.data.a ==", "event.data.a == 1 || true", "event.data.a"])(
    "refuses %s",
    (text) => {
      expect(() => checkExpression(text)).toThrow("Unsupported expression");
    },
  );

  test("equalities with the arriving event become one key, whichever side they stand on", () => {
    const plan = planMatch("event.data.id == async.data.id && async.data.kind == 'x'", event);
    expect(plan).toMatchObject({ residual: undefined, never: false });
    expect(matchKey(plan.paths, { data: { id: 7, kind: "x" } })).toBe(plan.key);
    expect(matchKey(plan.paths, { data: { id: 8, kind: "x" } })).not.toBe(plan.key);
    expect(planMatch("'x' == async.data.kind && async.data.id == event.data.id", event)).toEqual(plan);
  });

  test("what equality cannot index stays behind as a residual; what cannot hold matches nothing", () => {
    const plan = planMatch("event.data.id == async.data.id && has(async.data.note)", event);
    expect(plan.residual).toContain("has(async.data.note)");
    expect(planMatch("event.data.org == 'other' && event.data.id == async.data.id", event).never).toBe(true);
    expect(planMatch(undefined, event)).toMatchObject({ paths: "[]", never: false });
  });
});
