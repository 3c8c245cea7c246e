import { describe, expect, test } from "vitest";
import { toldApart, type Member } from "./household";

const member = (firstName: string, lastName: string, preferredName: string | null = null): Member => ({
  firstName,
  lastName,
  preferredName,
});
const maria = member("Maria", "Lopez");

describe("[CON-04] members of a household", () => {
  test("are told apart by first name, the one they go by", () => {
    expect(toldApart(maria, [member("Jose", "Lopez")], "first-name")).toBe("Maria");
    expect(toldApart(member("Maria", "Lopez", "Mari"), [maria], "first-name")).toBe("Mari");
  });

  test("or by initials, as set; by more where initials are the same", () => {
    expect(toldApart(maria, [member("Jose", "Lopez")], "initials")).toBe("M. L.");
    expect(toldApart(maria, [member("Manuel", "Lopez")], "initials")).toBe("Maria");
    expect(toldApart(member("Cher", ""), [maria], "initials")).toBe("C.");
  });

  test("of the same first name get the last initial, and then the whole name; upper case and accents make no difference", () => {
    expect(toldApart(maria, [member("MARÍA", "Ruiz")], "first-name")).toBe("Maria L.");
    expect(toldApart(maria, [member("maria", "Lang")], "first-name")).toBe("Maria Lopez");
    expect(toldApart(maria, [member("Maria", "Lopez")], "first-name")).toBe("Maria Lopez");
  });
});
