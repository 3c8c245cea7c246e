import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineSetting, SCOPES, type Scope } from "./define";
import { collectSettings, SETTINGS } from "./registry";
import { readerOf, type SettingProblem } from "./resolve";

const ORG = "00000000-0000-7000-8000-000000000001";
const IDS: Record<Scope, string> = {
  organization: ORG,
  facility: "00000000-0000-7000-8000-000000000002",
  "appointment-type": "00000000-0000-7000-8000-000000000003",
  provider: "00000000-0000-7000-8000-000000000004",
};
const subject = { facilityId: IDS.facility, typeId: IDS["appointment-type"], providerId: IDS.provider };
const everywhere = defineSetting({
  key: "test.word",
  schema: z.string().min(2),
  default: "default-word",
  label: "Word",
  spec: ["REM-26"],
  scopes: SCOPES,
});
const stored = (scope: Scope, value: unknown = `${scope}-word`) => ({ scope, scope_id: IDS[scope], key: "test.word", value });

describe("[REM-26] precedence", () => {
  // Every combination of stored scopes: the narrowest one wins.
  for (let bits = 0; bits < 16; bits++) {
    const there = SCOPES.filter((_, i) => bits & (1 << i));
    const winner = there[0];
    test(`[REM-26] stored for ${there.join(", ") || "nothing"}: ${winner ?? "default"} decides`, () => {
      const reader = readerOf(
        ORG,
        there.map((scope) => stored(scope)),
      );
      expect(reader.get(everywhere, subject)).toEqual(
        winner ? { value: `${winner}-word`, from: winner, scopeId: IDS[winner] } : { value: "default-word", from: "default" },
      );
    });
  }

  test("[REM-26] another provider's or facility's value is not ours, and unknown scopes are passed over", () => {
    const reader = readerOf(ORG, [stored("provider"), stored("facility"), stored("organization")]);
    expect(reader.get(everywhere, { providerId: ORG, facilityId: IDS.facility }).from).toBe("facility");
    expect(reader.get(everywhere, { providerId: null, facilityId: null }).from).toBe("organization");
    expect(reader.get(everywhere).from).toBe("organization");
  });

  test("[ADM-01] a scope that the setting does not allow is not read", () => {
    const narrow = { ...everywhere, scopes: ["facility"] as const };
    expect(readerOf(ORG, [stored("provider"), stored("organization")]).get(narrow, subject).from).toBe("default");
  });

  test("[ADM-01] a stored value that no longer fits is passed over and reported once", () => {
    const reported: SettingProblem[] = [];
    const reader = readerOf(ORG, [stored("provider", 7), stored("facility")], (p) => reported.push(p));
    for (let i = 0; i < 3; i++) expect(reader.get(everywhere, subject)).toMatchObject({ value: "facility-word", from: "facility" });
    expect(reported).toEqual([{ key: "test.word", scope: "provider", scopeId: IDS.provider }]);
    expect(reader.problems).toEqual(reported);
  });
});

describe("registry", () => {
  // The default is a value that fits, so it stands for any other.
  for (const [key, definition] of SETTINGS)
    test(`[ADM-01] [REM-26] ${key} is taken from ${definition.scopes.join(", ")}, the narrowest first, and from nowhere else`, () => {
      const at = (scope: Scope) => ({ scope, scope_id: IDS[scope], key, value: JSON.parse(JSON.stringify(definition.default)) as unknown });
      for (const scope of SCOPES)
        expect(readerOf(ORG, [at(scope)]).get(definition, subject).from).toBe(definition.scopes.includes(scope) ? scope : "default");
      const narrowest = SCOPES.find((scope) => definition.scopes.includes(scope));
      expect(readerOf(ORG, SCOPES.map(at)).get(definition, subject)).toMatchObject({ from: narrowest, value: definition.default });
    });

  test("[ADM-01] every setting has its key once, in its area, with a label, spec rows and a scope", () => {
    expect(SETTINGS.size).toBeGreaterThan(10);
    for (const [key, definition] of SETTINGS) {
      expect(key).toMatch(/^[a-z-]+\.[a-zA-Z-]+$/);
      expect(definition.label.length).toBeGreaterThan(3);
      expect(definition.scopes.length).toBeGreaterThan(0);
      expect(definition.spec.length).toBeGreaterThan(0);
      for (const row of definition.spec) expect(row).toMatch(/^[A-Z]{2,4}-\d\d$/);
    }
  });

  test("[ADM-01] two settings of one key, or a key of another area, are refused", () => {
    expect(() => collectSettings({ test: { a: everywhere, b: everywhere } })).toThrow("Two settings are called test.word");
    expect(() => collectSettings({ other: { a: everywhere } })).toThrow('must begin with "other."');
  });
});
