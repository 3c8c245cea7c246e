/** Names for the demo clinic: plain, long, accented, from right to left, so that screens are seen as they will be. */
export const FIRST_NAMES = [
  "Rosa", "James", "Mei", "Olivia", "Ahmed", "Isabella", "Noah", "Amara", "Liam", "Sofía", "Ethan", "Priya", "Lucas", "Chloe", "Mateo", "Grace", "Daniel", "Fatima", "Henry", "Nora",
  "Samuel", "Ingrid", "Jean-Luc", "Aaliyah", "Wei", "Hannah", "Oscar", "Yusuf", "Emily", "Thandiwe", "Victor", "Ruth", "Ángel", "Leila", "George", "Marisol", "Tomasz", "Esther", "Kofi", "Beatriz",
]; // prettier-ignore
export const LAST_NAMES = [
  "Delgado", "Whitaker", "Chen", "Brown", "Hassan", "Rossi", "Walker", "Okonkwo", "Murphy", "Álvarez", "Nguyen", "Patel", "Schmidt", "Dubois", "Ramírez", "Kim", "Johnson", "Al-Farsi", "Clark", "Lindqvist",
  "Rivera", "Larsen", "Moreau", "Jackson", "Zhang", "O'Connor", "Silva", "Demir", "Evans", "Nkosi", "Petrov", "Goldberg", "Herrera", "Rahimi", "Adams", "Castillo", "Kowalczyk", "Levi", "Mensah", "Fernández-Villanueva de la Torre",
]; // prettier-ignore

export const RIGHT_TO_LEFT = [
  { first: "ليلى", last: "الحسيني", language: "en" },
  { first: "יעל", last: "אברהמי", language: "en" },
];

/** A small seeded generator (mulberry32): the same demo clinic every time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
