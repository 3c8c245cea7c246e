import { describe, expect, test } from "vitest";
import { detectDateOrder, readDate, readDateTime, readFullName, readMinutes, readProviderName, readTime } from "./values";
import { readDeceased, readLanguage, readPatientStatus, readVisitStatus } from "./words";

describe("[EHR-03] dates as files write them", () => {
  test.each([
    ["2026-11-24", "mdy", "2026-11-24"],
    ["2026/1/4", "dmy", "2026-01-04"],
    ["20261124", "mdy", "2026-11-24"],
    ["3/4/2026", "mdy", "2026-03-04"],
    ["3/4/2026", "dmy", "2026-04-03"],
    ["24.12.2026", "dmy", "2026-12-24"],
    ["3-4-26", "mdy", "2026-03-04"],
    ["3/4/58", "mdy", "1958-03-04"],
    ["Nov 24, 2026", "mdy", "2026-11-24"],
    ["November 3rd, 2026", "mdy", "2026-11-03"],
    ["Tuesday, November 24, 2026", "mdy", "2026-11-24"],
    ["24-Nov-2026", "mdy", "2026-11-24"],
    ["24 Nov 26", "mdy", "2026-11-24"],
    ["02/29/2024", "mdy", "2024-02-29"],
    ["02/29/2025", "mdy", undefined],
    ["13/13/2026", "mdy", undefined],
    ["24/12/2026", "mdy", undefined],
    ["45980", "mdy", undefined],
    ["soon", "mdy", undefined],
    ["", "mdy", undefined],
  ] as const)("%s (%s) is %s", (text, order, date) => expect(readDate(text, order, 2027)).toBe(date));

  test("a two-digit year is the latest that is not in the future", () => {
    expect(readDate("1/2/26", "mdy", 2026)).toBe("2026-01-02");
    expect(readDate("1/2/27", "mdy", 2026)).toBe("1927-01-02");
  });

  test("the order is told from the values, or asked for", () => {
    expect(detectDateOrder(["1/2/2026", "1/13/2026"])).toBe("mdy");
    expect(detectDateOrder(["1/2/2026", "13/1/2026 09:00"])).toBe("dmy");
    expect(detectDateOrder(["1/2/2026", "3/4/2026"])).toBe("ambiguous");
    expect(detectDateOrder(["13/1/2026", "1/13/2026"])).toBe("ambiguous");
    expect(detectDateOrder(["2026-01-02", ""])).toBe("none");
  });
});

describe("[EHR-03] times as files write them", () => {
  test.each([
    ["9:05 AM", "09:05"],
    ["9:05am", "09:05"],
    ["12:00 a.m.", "00:00"],
    ["12:30 PM", "12:30"],
    ["9 pm", "21:00"],
    ["14:30:00", "14:30"],
    ["1430", "14:30"],
    ["noon", "12:00"],
    ["9", undefined],
    ["13:00 PM", undefined],
    ["24:00", undefined],
    ["9:75", undefined],
    ["morning", undefined],
  ])("%s is %s", (text, time) => expect(readTime(text)).toBe(time));

  test("date and time in one cell, with and without an offset", () => {
    expect(readDateTime("2026-11-24T09:00:00-05:00", "mdy", 2027)).toEqual({ instant: new Date("2026-11-24T14:00:00Z") });
    expect(readDateTime("2026-11-24T09:00:00", "mdy", 2027)).toEqual({ date: "2026-11-24", time: "09:00" });
    expect(readDateTime("11/24/2026 9:15 AM", "mdy", 2027)).toEqual({ date: "2026-11-24", time: "09:15" });
    expect(readDateTime("Nov 24, 2026 9am", "mdy", 2027)).toEqual({ date: "2026-11-24", time: "09:00" });
    expect(readDateTime("11/24/2026", "mdy", 2027)).toEqual({ date: "2026-11-24", time: undefined });
    expect(readDateTime("11/24/2026 later", "mdy", 2027)).toBeUndefined();
  });

  test("lengths", () => {
    expect(["30", "30 min", "1:30", "1.5 h", "0", "2000", "long"].map(readMinutes)).toEqual([
      30,
      30,
      90,
      90,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("[EHR-03] names and words", () => {
  test("names either way round", () => {
    expect(readFullName("Silva, Ana Maria")).toEqual({ firstName: "Ana Maria", lastName: "Silva" });
    expect(readFullName("Ana Maria Silva")).toEqual({ firstName: "Ana Maria", lastName: "Silva" });
    expect(readFullName("Cher")).toEqual({ firstName: "", lastName: "Cher" });
  });

  test("providers with and without titles are the same person", () => {
    for (const name of ["Dr. Jane Smith, MD", "Smith, Jane", "Jane Smith M.D.", "Smith, Jane, FNP"])
      expect(readProviderName(name)).toMatchObject({ firstName: "Jane", lastName: "Smith" });
    expect(readProviderName("Dr Patel")).toEqual({ firstName: "", lastName: "Patel", title: "Dr." });
  });

  test("languages become BCP-47", () => {
    expect(["English", "SPA", "es_MX", "en-US", "Mandarin", "zh-hant", "Haitian Creole", "Klingonish", "xq", ""].map(readLanguage)).toEqual([
      "en", "es", "es-MX", "en-US", "zh-Hans", "zh-Hant", "ht", undefined, undefined, undefined,
    ]); // prettier-ignore
  });

  test("states of patients and visits", () => {
    expect(["Active", "inactive", "DECEASED", "who knows"].map(readPatientStatus)).toEqual(["active", "inactive", "deceased", undefined]);
    expect(["", "N", "yes", "1951-02-20T08:15:54-05:00", "2/20/1951", "maybe"].map(readDeceased)).toEqual([
      false,
      false,
      true,
      true,
      true,
      undefined,
    ]);
    expect(readVisitStatus("Canceled")?.lifecycle).toBe("cancelled");
    expect(readVisitStatus("no_show")?.lifecycle).toBe("no-show");
    expect(readVisitStatus("Confirmed")).toEqual({ lifecycle: "booked", confirmed: true, arrival: "none" });
    expect(readVisitStatus("Checked In")?.arrival).toBe("checked-in");
    expect(readVisitStatus("tbd?")).toBeUndefined();
  });
});
