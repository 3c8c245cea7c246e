import areaCodes from "areacodes/lib/data.json";
import { expect, test } from "vitest";
import { AREA_CODE_PLACES, NEWER_AREA_CODES, SPLIT_AREA_CODES } from "@/lib/time/area-codes";
import { publicHoliday } from "@/lib/time/holidays";
import { placeOfRecipient, stateOfPhone, stateOfZip, zoneOfUsPhone, zoneOfZip } from "@/lib/time/places";
import { isZone } from "@/lib/time/zone-data";

test("[DLV-01] the zone and state of a ZIP code", () => {
  expect([zoneOfZip("10001"), stateOfZip("10001")]).toEqual(["America/New_York", "NY"]);
  expect([zoneOfZip("60601-1234"), stateOfZip("60601-1234")]).toEqual(["America/Chicago", "IL"]);
  expect([zoneOfZip("85001"), stateOfZip("85001")]).toEqual(["America/Phoenix", "AZ"]);
  expect([zoneOfZip("96813"), stateOfZip("96813")]).toEqual(["Pacific/Honolulu", "HI"]);
  expect([zoneOfZip("V6B 1A1"), stateOfZip("V6B 1A1")]).toEqual(["America/Vancouver", "BC"]);
  // Pensacola and Miami: one state, two zones.
  expect([zoneOfZip("32501"), zoneOfZip("33101")]).toEqual(["America/Chicago", "America/New_York"]);
  expect([zoneOfZip("00000"), zoneOfZip("abc"), zoneOfZip(""), stateOfZip("99999999")]).toEqual(Array(4).fill(undefined));
});

test("[DLV-01] the zone and state of a phone number's area code", () => {
  expect([zoneOfUsPhone("+12125550100"), stateOfPhone("+12125550100")]).toEqual(["America/New_York", "NY"]);
  expect([zoneOfUsPhone("+13105550100"), stateOfPhone("+13105550100")]).toEqual(["America/Los_Angeles", "CA"]);
  expect([zoneOfUsPhone("+16045550100"), stateOfPhone("+16045550100")]).toEqual(["America/Vancouver", "BC"]);
  expect([zoneOfUsPhone("+19455550100"), stateOfPhone("+19455550100")]).toEqual(["America/Chicago", "TX"]);
  expect([zoneOfUsPhone("+19075550100"), stateOfPhone("+19075550100")]).toEqual(["America/Anchorage", "AK"]);
  expect([zoneOfUsPhone("+18505550100"), stateOfPhone("+18505550100")]).toEqual([undefined, "FL"]);
  expect([zoneOfUsPhone("+18005550100"), zoneOfUsPhone("+442079460000"), zoneOfUsPhone("junk")]).toEqual([undefined, undefined, undefined]);
});

test("[DLV-01] the ZIP code is believed before the area code", () => {
  expect(placeOfRecipient({ postalCode: "60601", phone: "+12125550100" })).toEqual({ zone: "America/Chicago", state: "IL" });
  expect(placeOfRecipient({ postalCode: null, phone: "+12125550100" })).toEqual({ zone: "America/New_York", state: "NY" });
  expect(placeOfRecipient({})).toEqual({ zone: undefined, state: undefined });
});

test("the area-code tables only name codes and zones that exist", () => {
  for (const [newer, older] of Object.entries(NEWER_AREA_CODES)) {
    expect(areaCodes, newer).not.toHaveProperty([newer]);
    expect(areaCodes, newer).toHaveProperty([older]);
  }
  for (const code of SPLIT_AREA_CODES) expect(areaCodes).toHaveProperty([code]);
  for (const place of Object.values(AREA_CODE_PLACES)) if (place?.zone) expect(isZone(place.zone)).toBe(true);
});

test("[DLV-03] public and bank holidays of a country and state", () => {
  expect(publicHoliday("US", "NY", "2026-11-26")).toBe("Thanksgiving Day");
  expect(publicHoliday("US", undefined, "2026-07-03")).toBe("Independence Day (substitute day)");
  expect(publicHoliday("US", "NY", "2026-02-12")).toBe("Lincoln's Birthday");
  expect(publicHoliday("US", "TX", "2026-02-12")).toBeUndefined();
  expect(publicHoliday("US", "NY", "2026-02-14")).toBeUndefined();
  expect(publicHoliday("CA", "BC", "2026-07-01")).toBe("Canada Day");
  expect(publicHoliday("GB", "ENG", "2026-12-28")).toBeDefined();
  expect(publicHoliday("ZZ", undefined, "2026-12-25")).toBeUndefined();
});
