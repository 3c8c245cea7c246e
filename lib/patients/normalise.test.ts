import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { normaliseName, patientSearchText, searchWords } from "./normalise";
import { normaliseContact, normaliseEmail, normalisePhone } from "./phones";

describe("names", () => {
  test.each([
    ["  José  ÁLVAREZ ", "jose alvarez"],
    ["O’Brien", "o'brien"],
    ["Łukasz Sørensen-Æbelø", "lukasz sorensen-aebelo"],
    ["STRAßE", "strasse"],
    ["Nguyễn Thị", "nguyen thi"],
    ["김민준", "김민준"],
    ["محمد", "محمد"],
    ["", ""],
  ])("[EHR-03] %s is compared as %s", (from, to) => expect(normaliseName(from)).toBe(to));

  test("[EHR-03] the search text holds names, parts of names, phones, birth date both ways and record numbers", () => {
    expect(
      patientSearchText({
        firstName: "Anne-Marie",
        lastName: "O'Brien",
        preferredName: "Annie",
        birthDate: "1980-03-07",
        phones: ["+12125550123"],
        externalIds: ["MRN 00-7"],
      }),
    ).toBe(" anne-marie anne marie o'brien o brien obrien annie 12125550123 19800307 03071980 mrn00-7");
  });

  test("[EHR-03] what is typed finds what is stored", () => {
    expect(searchWords("(212) 555-0123")).toEqual(["212", "5550123"]);
    expect(searchWords("Álvarez, José")).toEqual(["alvarez", "jose"]);
    expect(searchWords("3/7/1980")).toEqual(["03071980"]);
    expect(searchWords("1980-03-07")).toEqual(["19800307"]);
    expect(searchWords("  ")).toEqual([]);
  });
});

describe("phones and e-mail", () => {
  test.each([
    ["(212) 555-0123", "+12125550123"],
    ["212.555.0123", "+12125550123"],
    ["1-212-555-0123", "+12125550123"],
    ["+1 212 555 0123", "+12125550123"],
    ["+44 20 7946 0958", "+442079460958"],
    ["416-555-0123", "+14165550123"],
    ["1 800 234 5678", "+18002345678"],
  ])("[EHR-03] %s is %s", (from, to) => expect(normalisePhone(from)).toEqual({ ok: true, e164: to }));

  test("[EHR-03] an extension is kept apart, and what is no number says why", () => {
    expect(normalisePhone("212-555-0123 x12")).toEqual({ ok: true, e164: "+12125550123", extension: "12" });
    expect(normalisePhone("555-907-9875")).toEqual({ ok: false, fault: "no-such-number" });
    expect(normalisePhone("12345")).toEqual({ ok: false, fault: "impossible" });
    expect(normalisePhone("call her sister")).toEqual({ ok: false, fault: "unreadable" });
    expect(normalisePhone("  ")).toEqual({ ok: false, fault: "empty" });
  });

  test("[EHR-03] the quick way for US numbers agrees with libphonenumber on every area code", () => {
    for (let area = 200; area < 1000; area++) {
      const digits = `${area}5550123`;
      const theirs = parsePhoneNumberFromString(digits, "US");
      expect(normalisePhone(digits), digits).toEqual(
        theirs?.isValid() ? { ok: true, e164: theirs.number } : expect.objectContaining({ ok: false }),
      );
    }
  });

  test("[EHR-03] e-mail addresses are lower-case, and nonsense is refused", () => {
    expect(normaliseEmail(" Ana.Silva@Example.COM ")).toBe("ana.silva@example.com");
    for (const bad of ["none", "a@b", "a b@c.de", "@x.com", ""]) expect(normaliseEmail(bad)).toBeUndefined();
  });

  test("[CON-09] one field takes either kind of address", () => {
    expect(normaliseContact("(415) 555-0134")).toEqual({ kind: "phone", address: "+14155550134" });
    expect(normaliseContact("Name@Example.com")).toEqual({ kind: "email", address: "name@example.com" });
    expect(normaliseContact("nobody")).toBeUndefined();
    expect(normaliseContact("no@body")).toBeUndefined();
  });
});
