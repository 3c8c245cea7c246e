import type { ContactList } from "@/lib/consent/choose-contact";

/** [CON-07] [CON-08] What the two lists say on screen. */
export const LIST_WORDS: Readonly<
  Record<ContactList, { table: string; add: string; addTitle: string; addHelp: string; added: string; emptyTitle: string; empty: string }>
> = {
  blocked: {
    table: "Blocked numbers and addresses, newest first",
    add: "Block",
    addTitle: "Block numbers or addresses",
    addHelp:
      "They never get anything from you, not even an answer. A patient’s own STOP belongs on the do-not-contact list and is kept there.",
    added: "blocked",
    emptyTitle: "Nothing is blocked",
    empty: "Block a number or address that must never be contacted, such as a fax line or a number that is not a patient’s.",
  },
  allowed: {
    table: "Allowed numbers and addresses, newest first",
    add: "Allow",
    addTitle: "Allow numbers or addresses",
    addHelp: "While only the allow-list is contacted, these may get messages and nobody else.",
    added: "on the allow-list",
    emptyTitle: "The allow-list is empty",
    empty: "List your own numbers and addresses to try things out, then switch on that only the allow-list is contacted.",
  },
};
