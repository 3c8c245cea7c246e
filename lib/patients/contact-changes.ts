/** What an import does to the contacts of a patient who is already known. Pure. */

export type ContactRole = "self" | "home" | "work";
export type ContactChannel = "sms" | "voice" | "email";
/** Where in a file an address stands: the mobile phone and e-mail are the patient's own (`self`). */
export type ContactSlot = "phone:self" | "phone:home" | "phone:work" | "email:self";

/** One channel of one address, as the file gives it. */
export type ImportedContact = {
  kind: "phone" | "email";
  /** E.164, or a lower-case e-mail address. */
  address: string;
  channel: ContactChannel;
  role: ContactRole;
  rank: number;
};

export type StoredContact = {
  id: string;
  kind: "phone" | "email";
  address: string;
  channel: ContactChannel;
  role: string;
  preferred: boolean;
  source: string;
  archivedReason: string | null;
};

export type ContactChanges = {
  add: (ImportedContact & { preferred: boolean })[];
  /** Archived as replaced earlier, and in the file again. */
  revive: string[];
  replace: string[];
  prefer: string[];
  unprefer: string[];
};

/**
 * Compares the file's contacts with the stored ones. Only slots that the file speaks about change, and only contacts
 * that an import brought: what staff or the patient entered stays. A contact that was archived for any other reason
 * than being replaced (unreachable, wrong number, do not contact) stays archived, whatever the file says.
 * `preferred`: the channel the file names; undefined where it has no such column.
 */
export function contactChanges(
  stored: readonly StoredContact[],
  wanted: readonly ImportedContact[],
  slots: readonly ContactSlot[],
  preferred: ContactChannel | "none" | undefined,
): ContactChanges {
  const changes: ContactChanges = { add: [], revive: [], replace: [], prefer: [], unprefer: [] };
  const key = (c: { address: string; channel: string }): string => `${c.channel} ${c.address}`;
  const known = new Map(stored.map((c) => [key(c), c]));
  const wantedKeys = new Set(wanted.map(key));
  const chosen = wanted.find((c) => c.channel === preferred);
  for (const contact of wanted) {
    const old = known.get(key(contact));
    if (!old) changes.add.push({ ...contact, preferred: contact === chosen });
    else if (old.archivedReason === "replaced") changes.revive.push(old.id);
    if (old && preferred !== undefined && old.source === "import" && old.preferred !== (contact === chosen))
      (contact === chosen ? changes.prefer : changes.unprefer).push(old.id);
  }
  for (const old of stored)
    if (
      old.source === "import" &&
      old.archivedReason === null &&
      slots.includes(`${old.kind}:${old.role}` as ContactSlot) &&
      !wantedKeys.has(key(old))
    )
      changes.replace.push(old.id);
  return changes;
}

/** True where nothing changes. */
export function noContactChanges(changes: ContactChanges): boolean {
  return Object.values(changes).every((list) => list.length === 0);
}
