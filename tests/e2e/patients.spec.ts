import { expect, test } from "@playwright/test";
import { signIn } from "./support/staff";

const SURNAME = `Quennell${Date.now().toString(36)}`;

test("[PAT-02] [CON-03] [CON-09] [REM-29] staff add a patient, change contacts, stop and lift messages, and set the status", async ({
  page,
}) => {
  await signIn(page, "staff");
  await page.goto("/patients");
  await page.getByRole("link", { name: "New patient" }).click();
  const sheet = page.getByRole("dialog", { name: "New patient" });
  await expect(sheet.getByLabel("First name")).toBeFocused();
  await sheet.getByRole("button", { name: "Add patient" }).click();
  await expect(sheet.getByRole("alert")).toContainText("Enter the last name.");
  await sheet.getByLabel("First name").fill("Orla");
  await sheet.getByLabel("Last name").fill(SURNAME);
  await sheet.getByLabel("Birth date").fill("1985-06-02");
  // A number that the demo clinic's first patient has.
  await sheet.getByLabel("Mobile phone").fill("(212) 555-0100");
  await expect(sheet.getByText(/^Also used by/)).toBeVisible();
  await sheet.getByRole("button", { name: "Add patient" }).click();

  await expect(page.getByRole("heading", { level: 1, name: `Orla ${SURNAME}` })).toBeVisible();
  const contacts = page.getByRole("region", { name: "Contacts" });
  await expect(contacts.getByRole("heading", { name: "(212) 555-0100" })).toBeVisible();
  await expect(contacts.getByText(/^Shared with/)).toBeVisible();

  await contacts.getByRole("button", { name: "Change (212) 555-0100" }).click();
  await contacts.getByLabel("Instead of (212) 555-0100").fill("12");
  await contacts.getByRole("button", { name: "Save contact" }).click();
  await expect(contacts.getByText("Use a number like (415) 555-0134")).toBeVisible();
  await contacts.getByLabel("Instead of (212) 555-0100").fill("917 555 0177");
  await contacts.getByRole("button", { name: "Save contact" }).click();
  await expect(contacts.getByRole("heading", { name: "(917) 555-0177" })).toBeVisible();
  await contacts.getByRole("button", { name: "Prefer Call (917) 555-0177" }).click();
  await expect(contacts.getByRole("button", { name: "Prefer Text (917) 555-0177" })).toBeVisible();

  await page.getByRole("button", { name: "Do not contact", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop all messages" }).click();
  const card = contacts.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "(917) 555-0177" }) });
  await expect(card.getByText("Do not contact", { exact: true }).first()).toBeVisible();
  await expect(card.getByText(/^Added by staff/)).toBeVisible();
  await card.getByRole("button", { name: "Lift" }).click();
  await expect(card.getByText(/^Added by staff/)).toHaveCount(0);

  await page.getByRole("button", { name: "Set deceased" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("No message is planned.");
  await question.getByRole("button", { name: "Set deceased" }).click();
  await expect(page.getByRole("button", { name: "Set active" })).toBeVisible();

  await page.goto("/patients");
  await page.getByRole("searchbox", { name: "Search patients" }).or(page.getByLabel("Search patients")).first().fill(SURNAME.toLowerCase());
  const row = page.getByRole("row", { name: new RegExp(SURNAME) });
  await expect(row).toContainText("Deceased");
  await row.getByRole("link").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Orla ${SURNAME}` })).toBeVisible();
});
