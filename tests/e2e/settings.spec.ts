import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { search, signIn } from "./support/staff";

/** What axe says about the page as it is. */
async function clean(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

const sheetOf = (page: Page) => page.getByRole("dialog");

test.describe("settings", () => {
  test.describe.configure({ timeout: 120_000 });

  test("[ADM-01] [DLV-01] a setting is found by its words, changed for one facility, explained there, and taken back", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/reminders");
    await page.getByLabel("Find a setting").fill("contact hours");
    const link = page.getByRole("link", { name: "Contact hours", exact: true });
    await expect(page.getByRole("link", { name: "Reminders before each visit" })).toHaveCount(0);
    await page.getByLabel("Show settings for").selectOption({ label: "Harbor Bayside" });
    await link.click();
    const sheet = sheetOf(page);
    await sheet.getByRole("checkbox", { name: "Sunday" }).click();
    await sheet.getByLabel("Monday, earliest").fill("21:00");
    await sheet.getByRole("button", { name: "Save for Harbor Bayside" }).click();
    await expect(sheet.getByText("The end must be after the start").first()).toBeVisible();
    await sheet.getByLabel("Monday, earliest").fill("09:00");
    await sheet.getByRole("button", { name: "Save for Harbor Bayside" }).click();
    await expect(page.getByText("Messages that are planned are being planned again with it.")).toBeVisible();
    await expect(sheet).toContainText("Mon 09:00–20:00, Tue–Sat 08:00–20:00, Sun closed (set for Harbor Bayside)");
    await expect(sheet.getByText(/For Harbor Bayside: from no value of its own/)).toBeVisible();
    await page.goto("/settings/reminders");
    await expect(page.locator('[id="delivery.contactHours"]')).toContainText("Different for Harbor Bayside");
    await page.getByLabel("Show settings for").selectOption({ label: "Harbor Bayside" });
    await page.getByRole("link", { name: "Contact hours", exact: true }).click();
    await sheet.getByRole("button", { name: "Use the wider setting" }).click();
    await expect(sheet).toContainText("08:00–20:00 every day (the default)");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: "Contact hours", exact: true })).toBeFocused();
  });

  test("[REM-01] a step without a time is refused at its place; nothing is saved", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/reminders?open=reminders.cadence");
    const sheet = sheetOf(page);
    await sheet.getByRole("group", { name: "Reminder 2" }).getByLabel("Days").fill("");
    await sheet.getByRole("button", { name: "Save for the organization" }).click();
    await expect(sheet.getByRole("group", { name: "Reminder 2" })).toContainText("Choose how long before the visit");
    await clean(page);
    await page.reload();
    await expect(sheet.getByRole("group", { name: "Reminder 2" }).getByLabel("Days")).toHaveValue("5");
  });

  test("[SEC-02] [DLV-02] a manager reads what only an admin may change, and sees why", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings?open=delivery.legalFloor");
    await expect(sheetOf(page)).toContainText("Only an admin can change this.");
    await expect(sheetOf(page).getByRole("button", { name: /^Save/ })).toHaveCount(0);
  });

  test("[ADM-02] [REM-27] a provider is added, switched off, archived and brought back by undo", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/providers");
    const name = `Testa${Date.now() % 100_000}`;
    await page.getByRole("link", { name: "New provider" }).click();
    const sheet = sheetOf(page);
    await sheet.getByRole("button", { name: "Add the provider" }).click();
    await expect(sheet.getByRole("alert")).toContainText("Enter the provider’s last name.");
    await clean(page);
    await sheet.getByLabel("Last name").fill(name);
    await sheet.getByRole("button", { name: "Add the provider" }).click();
    await expect(sheet).toHaveCount(0);
    const row = page.getByRole("row", { name: new RegExp(name) });
    await row.getByRole("link").click();
    await sheet.getByRole("checkbox", { name: "Send reminders" }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Messages that are planned are being planned again.")).toBeVisible();
    await expect(row).toContainText("Off");
    await row.getByRole("link").click();
    await sheet.getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText(`${name} is archived.`)).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toBeVisible();
    await row.getByRole("link").click();
    await sheet.getByRole("button", { name: "Archive" }).click();
    await expect(sheet).toHaveCount(0);
  });

  test("[REM-27] a facility with visits ahead cannot be archived; without a time zone it warns", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/facilities");
    await page.getByRole("link", { name: "Harbor Main Street" }).click();
    await sheetOf(page).getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText(/visits are still booked here/)).toBeVisible();
    await page.goto("/settings/facilities?open=new");
    await expect(sheetOf(page)).toContainText("Without a time zone no visit can be booked here");
  });
});

test("[CON-09] someone asks at the desk: a number goes on the list, is found, and comes off again", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "staff");
  await page.goto("/do-not-contact");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = sheetOf(page);
  await dialog.getByLabel("Phone number or e-mail address").fill("nonsense");
  await dialog.getByRole("button", { name: "Add to the list" }).click();
  await expect(dialog).toContainText("Use a number like");
  await clean(page);
  await dialog.getByLabel("Phone number or e-mail address").fill("(212) 555-0199");
  await dialog.getByLabel("What the person said").fill("Asked at the desk");
  await dialog.getByRole("button", { name: "Add to the list" }).click();
  await expect(dialog).toHaveCount(0);
  await search(page, "/do-not-contact", "555-0199");
  await page.getByRole("link", { name: "(212) 555-0199" }).click();
  await expect(dialog).toContainText("Staff can remove this entry.");
  await expect(dialog).toContainText("Asked at the desk");
  await dialog.getByRole("button", { name: "Remove from the list" }).click();
  await expect(page.getByText("(212) 555-0199 may be contacted again.")).toBeVisible();
  // The list holds what is being read: the row stays, struck through, until the list is opened again.
  await search(page, "/do-not-contact", "555-0199");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "(212) 555-0199" })).toHaveCount(0);
});
