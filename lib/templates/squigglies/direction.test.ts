import { describe, expect, test } from "vitest";
import { isolated } from "./direction";

describe("text from right to left", () => {
  test.each(["Lakeside Family Clinic", "(413) 555-0100", "+44 20 7946 0000", "Dr. Lee"])("[TPL-09] %j is held together", (value) => {
    for (const channel of ["sms", "email"] as const) expect(isolated(value, "ar", channel)).toBe(`\u2068${value}\u2069`);
    expect(isolated(value, "ar", "voice")).toBe(value);
    expect(isolated(value, "de", "sms")).toBe(value);
  });
  test.each(["https://luma.example/p/4kT9", "عيادة", "عيادة Lakeside", "2", "9:00", ""])("[TPL-09] %j stays as it is", (value) => {
    expect(isolated(value, "ar-EG", "sms")).toBe(value);
  });
});
