import type { Page } from "@playwright/test";
import { NAV } from "@/components/shell/nav";

export type Screen = {
  name: string;
  /** Looked at in all four modes: light and dark, phone and desktop. */
  key?: boolean;
  /** The address, or how to find it from the screens themselves. */
  at: string | ((page: Page) => Promise<string>);
};

/** Where the first row of a list leads. */
const firstRow =
  (list: string, row = 0) =>
  async (page: Page): Promise<string> => {
    await page.goto(list);
    const href = await page.locator("a[data-row-link]").nth(row).getAttribute("href");
    if (!href) throw new Error(`${list} has no row to open`);
    return href;
  };

/** The first phone of the simulator's list. */
async function firstPhone(page: Page): Promise<string> {
  await page.goto("/simulator");
  const href = await page.getByRole("navigation", { name: "Phones and inboxes" }).getByRole("link").first().getAttribute("href");
  if (!href) throw new Error("the simulator lists no phone");
  return href;
}

const KEY = new Set(["today", "schedule", "patients", "messages", "activity", "templates", "do-not-contact", "simulator"]);

/** Every area of the menu, and what opens from it. */
export const SCREENS: readonly Screen[] = [
  ...NAV.map(({ id, href }) => ({ name: id, key: KEY.has(id), at: href })),
  { name: "schedule, a list", at: "/schedule?view=list" },
  { name: "a visit", key: true, at: firstRow("/schedule?view=list") },
  { name: "booking", at: "/schedule?open=new" },
  { name: "a patient", key: true, at: firstRow("/patients") },
  { name: "messages to go", at: "/messages?tab=next" },
  { name: "what goes out", at: "/messages/ahead?days=7" },
  { name: "answers", at: "/messages?tab=answers" },
  { name: "a planned message", key: true, at: firstRow("/messages?tab=next") },
  { name: "an answer", at: firstRow("/messages?tab=answers") },
  { name: "a template", at: firstRow("/templates") },
  { name: "languages of messages", at: "/templates/languages" },
  { name: "shared blocks", at: "/templates/blocks" },
  { name: "a shared block", at: "/templates/blocks/parking" },
  { name: "messages in a language", at: "/templates/languages/es" },
  { name: "a phone", at: firstPhone },
  { name: "contacts that do not work", at: "/patients/invalid-contacts" },
  { name: "blocked numbers", at: "/do-not-contact/blocked" },
  { name: "allowed numbers", at: "/do-not-contact/allowed" },
  { name: "a setting", at: "/settings/reminders?open=reminders.cadence" },
  { name: "a setting of signing in", at: "/settings?open=security.idleMinutes" },
  { name: "a person", at: firstRow("/settings/people") },
  { name: "inviting someone", at: "/settings/people?open=new" },
  { name: "a sender", at: firstRow("/settings/senders") },
  { name: "a new sender", at: "/settings/senders?open=new" },
  { name: "a new account at a carrier", at: "/settings/senders?open=account" },
  { name: "groups", at: "/settings/people/groups" },
  { name: "a new group", at: "/settings/people/groups?open=new" },
  { name: "uses of emergency access", at: "/settings/people/emergency" },
  { name: "the operator's sign-in", at: "/operator/sign-in" },
  { name: "a file to import", at: "/import/new" },
  { name: "workflow runs", at: "/settings/system?tab=workflows" },
  { name: "a workflow run", at: firstRow("/settings/system?tab=workflows") },
  { name: "dead letters", at: "/settings/system?tab=dead-letters" },
  { name: "retention", at: "/settings/system?tab=retention" },
  { name: "incidents", at: "/settings/system?tab=status-page" },
  { name: "your account", at: "/account" },
  { name: "an unknown address", at: "/nowhere" },
];
