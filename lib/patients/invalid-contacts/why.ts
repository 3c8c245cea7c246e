/** [CON-06] Why a contact does not work. */
export const INVALID_WHY = {
  invalid: "The carrier says that it does not work",
  landline: "A landline, filed for texts",
  unreachable: "Could not be reached, and was archived",
  "wrong-number": "Belongs to somebody else",
  none: "No contact at all",
} as const;
export type InvalidWhy = keyof typeof INVALID_WHY;
