import { describe, expect, test } from "vitest";
import { readAppointmentRow } from "./appointment-row";
import { readRow } from "./chunk";
import { IdTable } from "./id-table";
import { Lookups } from "./lookups";
import { cleanHeaders, guessColumns, headerFingerprint, type Mapping, mappingGaps, mappingSchema } from "./mapping";
import { readPatientRow } from "./patient-row";
import { describeProblem, encodeProblem, PROBLEMS, type ProblemCode } from "./problems";

const KNOWN = {
  facilities: [
    { id: "f1", externalId: "LOC-1", name: "Main Street", zone: "America/New_York" },
    { id: "f2", externalId: null, name: "No Zone", zone: null },
  ],
  providers: [
    { id: "p1", externalId: "77", firstName: "Jane", lastName: "Smith" },
    { id: "p2", externalId: null, firstName: "Ada", lastName: "Okafor" },
    { id: "p3", externalId: null, firstName: "Ben", lastName: "Okafor" },
  ],
  types: [{ id: "t1", externalId: null, name: "Follow-up", minutes: 45 }],
};

function setUp(kind: "patients" | "appointments", header: string, over: Partial<Mapping> = {}) {
  const headers = header.split(",");
  const mapping = mappingSchema.parse({ columns: guessColumns(kind, headers), ...over });
  const lookups = new Lookups(mapping, KNOWN);
  const facts = { mapping, lookups, today: "2026-11-21", country: "US" };
  const split = (row: string): string[] => row.split(",");
  return {
    lookups,
    patient: (row: string) => readPatientRow(split(row), facts),
    visit: (row: string) => readAppointmentRow(split(row), facts),
    codes: (row: string) => (kind === "patients" ? readPatientRow : readAppointmentRow)(split(row), facts).problems.map((p) => p.code),
    read: (record: Parameters<typeof readRow>[1]) => readRow(kind, record, 2, headers.length, facts),
  };
}

describe("[EHR-03] columns", () => {
  test("guessed by their names, each once", () => {
    expect(guessColumns("patients", ["Chart #", "MRN", "Patient First Name", "Last", "DOB (mm/dd/yyyy)", "E-Mail", "Cell Phone", "Phone"])).toEqual({
      patientId: 1, firstName: 2, lastName: 3, birthDate: 4, email: 5, mobilePhone: 6,
    }); // prettier-ignore
    expect(guessColumns("appointments", ["Appt ID", "Patient ID", "Patient Name", "Date", "Start Time", "Duration", "Location", "Provider", "Visit Type", "Status"])).toEqual({
      appointmentId: 0, patientId: 1, fullName: 2, date: 3, time: 4, minutes: 5, visitFacility: 6, provider: 7, type: 8, visitStatus: 9,
    }); // prettier-ignore
  });

  test("the same header row is known again, another is not", () => {
    expect(headerFingerprint(["MRN", "First Name"])).toBe(headerFingerprint(["mrn", "first_name"]));
    expect(headerFingerprint(["MRN", "First Name"])).not.toBe(headerFingerprint(["First Name", "MRN"]));
    expect(cleanHeaders([" a ", "", "a"])).toEqual(["a", "Column 2", "a (2)"]);
  });

  test("what is missing is said by field", () => {
    expect(Object.keys(mappingGaps("patients", mappingSchema.parse({}), 3))).toEqual(["patientId", "lastName"]);
    expect(Object.keys(mappingGaps("appointments", mappingSchema.parse({ columns: { appointmentId: 0, patientId: 0, date: 9 } }), 3))).toEqual([
      "facilityId", "patientId", "date",
    ]); // prettier-ignore
    expect(
      mappingGaps(
        "appointments",
        mappingSchema.parse({ columns: { appointmentId: 0, patientId: 1, date: 2, visitFacility: 3 }, unknown: "create" }),
        4,
      ),
    ).toHaveProperty("newFacilityZone");
  });
});

describe("[EHR-03] patient rows", () => {
  const header = "mrn,first name,last name,dob,language,mobile,home phone,email,status,deceased,preferred channel,facility";

  test("a faulty part is left out and said; the rest is imported", () => {
    const { patient } = setUp("patients", header);
    const read = patient("7,Ana,Silva,31/31/1980,Klingon,555-907-9875,212-555-0123 x9,nobody,active,no,pigeon,Main Street");
    expect(read.problems.map((p) => p.code)).toEqual([
      "birth-unreadable", "language-unknown", "phone-invalid", "phone-extension", "email-invalid", "channel-unknown",
    ]); // prettier-ignore
    expect(read.patient).toMatchObject({
      externalId: "7", system: "mrn", firstName: "Ana", lastName: "Silva", status: "active", facilityId: "f1",
      contacts: [{ address: "+12125550123", channel: "voice", role: "home" }], slots: ["phone:home"],
    }); // prettier-ignore
    expect(read.patient).not.toHaveProperty("birthDate");
    expect(read.patient).not.toHaveProperty("language");
  });

  test.each([
    [",Ana,Silva,,,,,,,,,", "id-missing"],
    [`${"9".repeat(101)},Ana,Silva,,,,,,,,,`, "id-too-long"],
    ["7,Ana,,,,,,,,,,", "name-missing"],
    ["7,Ana,Silva,,,,,,kind of,,,", "status-unknown"],
    ["7,Ana,Silva,,,,,,,perhaps,,", "deceased-unknown"],
    ["7,Ana,Silva,,,,,,,,,Nowhere", "facility-unknown"],
  ])("%s is refused: %s", (row, code) => {
    const { patient } = setUp("patients", header);
    const read = patient(row);
    expect(read.patient).toBeUndefined();
    expect(read.problems).toMatchObject([{ code }]);
  });

  test("birth dates in the future or before anyone alive are not believed", () => {
    const { codes } = setUp("patients", header);
    expect(codes("7,A,B,2026-11-22,,,,,,,,")).toEqual(["birth-unlikely"]);
    expect(codes("7,A,B,1890-01-01,,,,,,,,")).toEqual(["birth-unlikely"]);
    expect(codes("7,A,B,2026-11-21,,,,,,,,")).toEqual([]);
  });

  test("a date of death makes a patient deceased, whatever the status says", () => {
    const { patient } = setUp("patients", header);
    expect(patient("7,A,B,,,,,,active,1951-02-20T08:15:54-05:00,,").patient?.status).toBe("deceased");
  });

  test("the same number as mobile and home is one contact for calls", () => {
    const { patient } = setUp("patients", header);
    expect(patient("7,A,B,,,2125550123,2125550123,,,,,").patient?.contacts.map((c) => [c.channel, c.role])).toEqual([
      ["sms", "self"],
      ["voice", "self"],
    ]);
  });

  test("rows with other cells than the header are refused; empty cells behind the last are not", () => {
    const { read } = setUp("patients", "mrn,last name");
    const record = (...fields: string[]) => ({ fields, raw: fields.join(), end: 0, endByte: 0 });
    expect(read(record("1", "Lee")).problems).toEqual([]);
    expect(read(record("1", "Lee", "", " ")).problems).toEqual([]);
    expect(read(record("1", "Lee", "x")).problems).toMatchObject([{ code: "row-ragged", detail: "3" }]);
    expect(read(record("1")).problems).toMatchObject([{ code: "row-ragged" }]);
    expect(read({ ...record(), fault: "quote" }).problems).toMatchObject([{ code: "row-unreadable" }]);
    expect(read({ ...record(), fault: "too-long" }).problems).toMatchObject([{ code: "row-too-long" }]);
    expect(read(record("1\0", "L\0ee")).patient).toMatchObject({ externalId: "1", lastName: "Lee" });
  });
});

describe("[EHR-03] visits", () => {
  const header = "appointment id,patient id,date,time,minutes,location,provider,type,status";

  test("wall time in the facility's zone, names looked up", () => {
    const { visit } = setUp("appointments", header);
    expect(visit("a1,7,11/24/2026,2:30 PM,,main street,Dr. Jane Smith,Follow-up,Confirmed")).toEqual({
      id: "a1",
      problems: [],
      draft: {
        externalId: "a1", patientExternalId: "7", patient: undefined, facilityId: "f1", providerId: "p1", typeId: "t1",
        startsAt: new Date("2026-11-24T19:30:00Z"), endsAt: new Date("2026-11-24T20:15:00Z"), localDate: "2026-11-24", localTime: "14:30", zone: "America/New_York",
        state: { lifecycle: "booked", confirmed: true, arrival: "none" },
      },
    }); // prettier-ignore
  });

  test("external ids name facilities and providers too; a last name alone only where one has it", () => {
    const { visit, codes } = setUp("appointments", header);
    expect(visit("a1,7,2026-11-24,14:30,20,LOC-1,77,,").draft).toMatchObject({ facilityId: "f1", providerId: "p1" });
    expect(visit("a1,7,2026-11-24,14:30,20,LOC-1,Dr. Smith,,").draft).toMatchObject({ providerId: "p1" });
    expect(codes("a1,7,2026-11-24,14:30,20,LOC-1,Dr. Okafor,,")).toEqual(["provider-unknown"]);
  });

  test("[DLV-09] a time that the clocks skip or show twice is said", () => {
    const { visit } = setUp("appointments", header);
    const skipped = visit("a1,7,3/14/2027,2:30 AM,,Main Street,,,");
    expect(skipped.problems).toEqual([{ field: "time", code: "time-skipped", detail: "02:30" }]);
    expect(skipped.draft).toMatchObject({ localTime: "03:30", startsAt: new Date("2027-03-14T07:30:00Z") });
    const twice = visit("a1,7,11/7/2027,1:30 AM,,Main Street,,,");
    expect(twice.problems).toEqual([{ field: "time", code: "time-twice", detail: "01:30" }]);
    expect(twice.draft?.startsAt).toEqual(new Date("2027-11-07T05:30:00Z"));
  });

  test.each([
    ["a1,7,2026-11-24,14:30,,No Zone,,,", "facility-no-zone"],
    ["a1,7,2026-11-24,14:30,,Elsewhere,,,", "facility-unknown"],
    ["a1,7,2026-11-24,14:30,,,,,", "facility-missing"],
    ["a1,7,24/24/2026,14:30,,Main Street,,,", "date-unreadable"],
    ["a1,7,2126-11-24,14:30,,Main Street,,,", "date-unlikely"],
    ["a1,7,2026-11-24,25:30,,Main Street,,,", "time-unreadable"],
    ["a1,7,2026-11-24,,,Main Street,,,", "time-missing"],
    ["a1,,2026-11-24,14:30,,Main Street,,,", "id-missing"],
    ["a1,7,2026-11-24,14:30,,Main Street,,Surgery,", "type-unknown"],
    ["a1,7,2026-11-24,14:30,,Main Street,,,C", "visit-status-unknown"],
  ])("%s is refused: %s", (row, code) => {
    const { visit } = setUp("appointments", header);
    const read = visit(row);
    expect(read.draft).toBeUndefined();
    expect(read.problems).toMatchObject([{ code }]);
  });

  test("what is not known is made where the mapping says so: once, with the zone chosen", () => {
    const { visit, lookups } = setUp("appointments", header, { unknown: "create", newFacilityZone: "America/Chicago" });
    const first = visit("a1,7,2026-11-24,14:30,,West Side,Dr. Li Wei,Physical,").draft;
    const second = visit("a2,7,2026-11-25,14:30,,WEST SIDE,Wei Li,physical,").draft;
    expect(first?.startsAt).toEqual(new Date("2026-11-24T20:30:00Z"));
    expect(second?.facilityId).toBe(first?.facilityId);
    expect(second?.typeId).toBe(first?.typeId);
    expect(lookups.takeFresh()).toMatchObject({
      facilities: [{ name: "West Side", zone: "America/Chicago" }],
      providers: [{ firstName: "Li", lastName: "Wei", title: "Dr." }, { firstName: "Wei", lastName: "Li" }],
      types: [{ name: "Physical", minutes: 30 }],
    }); // prettier-ignore
    expect(lookups.takeFresh().facilities).toEqual([]);
  });
});

describe("[EHR-03] problems and repeats", () => {
  test("every problem says what is wrong and what to do", () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const { text, todo } = describeProblem(encodeProblem({ field: "row", code, detail: "x|y" }));
      expect(text, code).toMatch(/^[A-Z“x].*\.$/);
      expect(todo, code).toMatch(/^[A-Z].*\.$/);
    }
    expect(describeProblem("id-repeated|12").text).toBe("The same ID is already in row 12.");
    expect(() => describeProblem("nonsense")).toThrow(RangeError);
  });

  test("of 300,000 IDs none is taken for another, and every repeat names the first row", () => {
    const table = new IdTable(16);
    for (let row = 1; row <= 300_000; row++) if (table.add(`P${row}`, row) !== undefined) throw new Error(`P${row} was taken for another`);
    for (const row of [1, 777, 299_999]) expect(table.add(`P${row}`, 900_000)).toBe(row);
  });
});
