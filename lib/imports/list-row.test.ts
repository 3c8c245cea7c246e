import { describe, expect, test } from "vitest";
import { Lookups } from "./lookups";
import { readListRow } from "./list-row";
import { guessColumns, mappingGaps, mappingSchema } from "./mapping";

function reader(header: string, country = "US") {
  const headers = header.split(",");
  const mapping = mappingSchema.parse({ columns: guessColumns("do-not-contact", headers) });
  const lookups = new Lookups(mapping, { facilities: [], providers: [], types: [] });
  return (row: string) => readListRow(row.split(","), { mapping, lookups, today: "2026-11-21", country });
}

describe("[CON-09] a row of an uploaded do-not-contact list", () => {
  test("numbers and addresses in one column or in two, with what was said and by whom", () => {
    const read = reader("Phone,E-Mail,Reason,Source");
    expect(read("(212) 555-0123,,asked at the desk,Old system")).toEqual({
      entries: [{ kind: "phone", address: "+12125550123", channel: null, note: "asked at the desk · Source: Old system" }],
      problems: [],
    });
    expect(read("212-555-0124,ANN@Example.com,,").entries).toEqual([
      { kind: "phone", address: "+12125550124", channel: null, note: null },
      { kind: "email", address: "ann@example.com", channel: null, note: null },
    ]);
    expect(read("bob@example.com,,,").entries).toMatchObject([{ kind: "email", address: "bob@example.com" }]);
  });

  test("numbers without + are read as the organization's country would dial them", () => {
    expect(reader("Phone", "GB")("020 7946 0018").entries).toMatchObject([{ address: "+442079460018" }]);
    expect(reader("Phone", "GB")("+1 212 555 0123").entries).toMatchObject([{ address: "+12125550123" }]);
  });

  test("a channel narrows what is stopped; one that is no channel, or not of this address, stops everything", () => {
    const read = reader("Phone,Channel");
    const channel = (row: string) => read(row).entries?.map((entry) => entry.channel);
    expect(["text", "Texts", "sms", "SMS"].map((word) => channel(`2125550123,${word}`))).toEqual([["sms"], ["sms"], ["sms"], ["sms"]]);
    expect(channel("2125550123,calls")).toEqual(["voice"]);
    expect(["", "Everything", "all"].map((word) => channel(`2125550123,${word}`))).toEqual([[null], [null], [null]]);
    expect(channel("ann@example.com,E-mails")).toEqual(["email"]);
    expect(channel("ann@example.com,text")).toEqual([null]);
    expect(channel("2125550123,fax")).toEqual([null]);
    expect(read("2125550123,fax").problems).toEqual([{ field: "listChannel", code: "stop-channel-unknown", detail: "fax" }]);
  });

  test("only a row without any readable address is left out", () => {
    const read = reader("Phone,Email");
    expect(read("12,ann@example.com")).toMatchObject({
      entries: [{ address: "ann@example.com" }],
      problems: [{ field: "listAddress", code: "phone-invalid", detail: "12" }],
    });
    expect(read("12,")).toEqual({ problems: [{ field: "listAddress", code: "address-missing", detail: "12" }] });
    expect(read(",").problems).toEqual([{ field: "listAddress", code: "address-missing" }]);
  });

  test("the file as it is downloaded reads back, apostrophes included", () => {
    const read = reader("Number or address,Not wanted,Said by,How,Reason");
    expect(read("'+12125550123,Texts,Staff,Entered by staff,moved").entries).toEqual([
      { kind: "phone", address: "+12125550123", channel: "sms", note: "moved · Source: Staff" },
    ]);
    expect(read("2125550123,Texts,The patient,Texted,").entries).toMatchObject([{ repeatsPatient: true }]);
    expect(read("'+ann@example.com,Everything,,,").entries).toMatchObject([{ address: "+ann@example.com", channel: null }]);
  });

  test("a file needs a column with numbers or one with e-mail addresses", () => {
    const gaps = (header: string) =>
      mappingGaps("do-not-contact", mappingSchema.parse({ columns: guessColumns("do-not-contact", header.split(",")) }), 2);
    expect(Object.keys(gaps("Foo,Reason"))).toEqual(["listAddress"]);
    expect(gaps("Email,Reason")).toEqual({});
    expect(gaps("Phone,Reason")).toEqual({});
  });
});
