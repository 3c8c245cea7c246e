import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeQuery, isNarrowed, readTableQuery, type TableSpec } from "./query";

const spec: TableSpec = { sortable: ["at", "patient"], defaultSort: { id: "at", desc: true }, filters: ["status", "facility"] };
const read = (search: string, words = "") => {
  const params: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(search)) {
    const old = params[key];
    params[key] = old === undefined ? value : [old, value].flat();
  }
  return readTableQuery(params, spec, words);
};

describe("a list's address", () => {
  test("is read with defaults where it says nothing", () => {
    expect(read("")).toMatchObject({ q: "", sort: { id: "at", desc: true }, filters: {}, hidden: [] });
    expect(read("sort=patient&status=sent,failed&find=sealed&after=c1&hide=phone&open=7", "ann")).toMatchObject({
      q: "ann",
      sort: { id: "patient", desc: false },
      filters: { status: ["sent", "failed"] },
      after: "c1",
      hidden: ["phone"],
      open: "7",
    });
  });

  test("takes nothing on trust: unknown columns, both cursors, repeated and endless values", () => {
    expect(read("sort=password").sort).toEqual({ id: "at", desc: true });
    expect(read("sort=-patient").sort).toEqual({ id: "patient", desc: true });
    expect(read("after=a&before=b")).toMatchObject({ after: "a", before: undefined });
    expect(read("status=a,a&status=b,,").filters).toEqual({ status: ["a", "b"] });
    expect(read(`status=${Array.from({ length: 900 }, (_, i) => i).join(",")}`).filters.status).toHaveLength(50);
    // Postgres takes no zero byte.
    expect(read("status=a%00b,%00&after=%00c")).toMatchObject({ filters: { status: ["ab"] }, after: "c" });
    expect(() => readTableQuery({}, { ...spec, filters: ["sort"] }, "")).toThrow("cannot name a filter");
  });

  test("names the same list by the same key, whatever is open or hidden", () => {
    expect(read("status=sent&open=1&hide=phone").key).toBe(read("status=sent").key);
    expect(read("status=sent").key).not.toBe(read("status=failed").key);
    expect(read("after=a").key).not.toBe(read("").key);
  });

  test("[SEC-05] words typed into the address are no search: only what was sealed for this person is", () => {
    expect(read("q=Delgado&find=Delgado").q).toBe("");
  });

  test("a new search, filter or order goes back to the first page and keeps the rest", () => {
    expect(changeQuery("?status=sent&after=c1&day=4", { find: "s1" })).toBe("?status=sent&day=4&find=s1");
    expect(changeQuery("after=c1", { filters: { status: ["sent"] } })).toBe("?status=sent");
    expect(changeQuery("before=c1", { sort: { id: "patient", desc: true } })).toBe("?sort=-patient");
    expect(changeQuery("before=c1&find=s1", { after: "c2" })).toBe("?find=s1&after=c2");
    expect(changeQuery("after=c1", { open: "7" })).toBe("?after=c1&open=7");
    expect(changeQuery("find=s1&status=a", { find: "", filters: { status: [] } })).toBe("");
  });

  test("what is written is read back, commas and all", () => {
    const value = fc.string({ minLength: 1, maxLength: 20 }).filter((s) => !s.includes("%2C"));
    fc.assert(
      fc.property(fc.uniqueArray(value, { maxLength: 5 }), (status) => {
        expect(read(changeQuery("", { filters: { status } })).filters.status ?? []).toEqual(status);
      }),
      { seed: 3 },
    );
  });

  test("knows whether it is narrowed", () => {
    expect(isNarrowed(read("sort=patient&after=c"))).toBe(false);
    expect(isNarrowed(read("", "ann"))).toBe(true);
    expect(isNarrowed(read("facility=f"))).toBe(true);
  });
});
