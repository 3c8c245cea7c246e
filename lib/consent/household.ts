/** How members of a household are told apart in what goes to the number or address that they share. */
export type HouseholdNames = "first-name" | "initials";

export type Member = { firstName: string; lastName: string; preferredName: string | null };

const first = (member: Member): string => (member.preferredName ?? "").trim() || member.firstName.trim();
const letter = (name: string): string => Array.from(name.trim()).slice(0, 1).join("").toUpperCase();
const initials = (member: Member): string =>
  [member.firstName, member.lastName]
    .map(letter)
    .filter(Boolean)
    .map((one) => `${one}.`)
    .join(" ");

/**
 * [CON-04] What a patient is called where others are reached at the same number or address: by first name, or by initials where the organization has
 * set that. Where that is another's name too, the next longer one that tells them apart: initials, first name, first name and initial, full name. Pure.
 */
export function toldApart(member: Member, others: readonly Member[], names: HouseholdNames): string {
  const full = (one: Member): string => `${first(one)} ${one.lastName}`.trim();
  const withInitial = (one: Member): string => [first(one), letter(one.lastName) && `${letter(one.lastName)}.`].filter(Boolean).join(" ");
  const ways = [...(names === "initials" ? [initials] : []), first, withInitial, full];
  const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
  const apart = ways.find((way) => way(member) !== "" && !others.some((other) => same(way(other), way(member))));
  return (apart ?? full)(member);
}
