import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/auth/demo-users";
import { signIn } from "./support/staff";

/** Who may see and do what, on screen: people, groups, the platform's operator, access in an emergency. */
const PHONE = { width: 360, height: 740 };
const sheetOf = (page: Page) => page.getByRole("dialog");

/** What axe says, and whether the page is wider than a phone. */
async function sound(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
  expect(width, `at 360 px: ${page.url()}`).toBeLessThanOrEqual(room);
  if (before) await page.setViewportSize(before);
}

async function asPerson(browser: Browser, baseURL: string | undefined, who: "admin" | "manager" | "staff"): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: "en-US", reducedMotion: "reduce" });
  const page = await context.newPage();
  await signIn(page, who);
  return page;
}

/** The link in somebody's inbox of the simulator, once the mail is there. */
async function invitationOf(page: Page, name: string): Promise<string> {
  const inbox = page.getByRole("navigation", { name: "Phones and inboxes" }).getByRole("link", { name: new RegExp(name) });
  await expect(async () => {
    await page.goto("/simulator");
    await expect(inbox).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
  await inbox.click();
  const button = page.frameLocator("iframe").getByRole("link", { name: "Choose a password" });
  await expect(button).toBeVisible();
  return (await button.getAttribute("href"))!;
}

/** Takes the test's group away, also one that an earlier run left; gives whether there was one. */
async function removeGroup(admin: Page): Promise<boolean> {
  await admin.goto("/settings/people/groups");
  await expect(admin.getByRole("link", { name: "New group" })).toBeVisible();
  const link = admin.getByRole("link", { name: "Bayside only" });
  if ((await link.count()) === 0) return false;
  await link.click();
  await sheetOf(admin).getByRole("button", { name: "Remove" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Remove the group" }).click();
  await expect(sheetOf(admin)).toHaveCount(0);
  await expect(link).toHaveCount(0);
  return true;
}

test.describe("access", () => {
  test.describe.configure({ timeout: 240_000 });

  test("[ADM-03] [SEC-09] a group narrows staff to one facility at once; emergency access opens the other, with a bar, a task and a report", async ({
    browser,
    baseURL,
  }) => {
    const admin = await asPerson(browser, baseURL, "admin");
    const staff = await asPerson(browser, baseURL, "staff");
    await removeGroup(admin);
    const ending = staff.getByRole("region", { name: "Emergency access" }).getByRole("button", { name: "End it now" });
    if ((await ending.count()) > 0) {
      await ending.first().click();
      await expect(ending).toHaveCount(0);
    }
    await staff.goto("/emergency-access");
    await expect(staff.getByText("You see every facility")).toBeVisible();

    await admin.goto("/settings/people/groups");
    await admin.getByRole("link", { name: "New group" }).click();
    const sheet = sheetOf(admin);
    await sheet.getByLabel("Name").fill("Bayside only");
    await sheet.getByRole("checkbox", { name: "Harbor Bayside" }).click();
    await sheet.getByRole("checkbox", { name: "Ana Lucía Torres" }).click();
    await sheet.getByRole("button", { name: "Add the group" }).click();
    await expect(admin.getByRole("link", { name: "Bayside only" })).toBeVisible();
    await sound(admin);

    await staff.goto("/emergency-access");
    await expect(staff.getByLabel("What you need to open")).toBeVisible();
    await sound(staff);
    await staff.getByLabel("What you need to open").selectOption({ label: "A facility" });
    const choices = await staff.getByRole("main").getByLabel("Facility", { exact: true }).locator("option").allInnerTexts();
    expect(choices).toHaveLength(2);
    const other = choices[1]!;
    expect(other).not.toBe("Harbor Bayside");
    await staff.goto("/today");
    await expect(staff.locator("main")).not.toContainText(other);
    await staff.goto("/emergency-access");
    await staff.getByLabel("What you need to open").selectOption({ label: "A facility" });
    await staff.getByRole("main").getByLabel("Facility", { exact: true }).selectOption({ label: other });
    await staff.getByRole("button", { name: "Open for 60 minutes" }).click();
    await expect(staff.getByRole("link", { name: "Say why, in at least 10 characters." })).toBeVisible();
    await staff.getByLabel("Why you need it").fill("Ambulance asks for the medication list");
    await staff.getByRole("button", { name: "Open for 60 minutes" }).click();
    const bar = staff.getByRole("region", { name: "Emergency access" });
    await expect(bar).toContainText(`Emergency access to ${other} until`);
    await sound(staff);

    await admin.goto("/today");
    await expect(admin.getByText("Ana Lucía Torres took access to what their groups do not show.", { exact: true }).first()).toBeVisible();
    await admin.goto("/settings/people/emergency");
    const uses = admin.getByRole("list", { name: "Uses of emergency access" });
    await expect(uses).toContainText("Ambulance asks for the medication list");
    await expect(uses).toContainText("Open now");
    await sound(admin);

    await bar.getByRole("button", { name: "End it now" }).click();
    await expect(bar).toHaveCount(0);
    await expect(staff.locator("main")).not.toContainText(other);
    await admin.reload();
    await expect(uses).toContainText("ended by Ana Lucía Torres");

    expect(await removeGroup(admin)).toBe(true);
    // Nothing of it is left for who comes after.
    await admin.goto("/today");
    const done = admin.getByRole("button", { name: /^Done.*took access to what their groups do not show/ });
    for (let left = await done.count(); left > 0; left--) {
      await done.first().click();
      await expect(done).toHaveCount(left - 1);
    }
    await staff.goto("/emergency-access");
    await expect(staff.getByText("You see every facility")).toBeVisible();
  });

  test("[ADM-03] an invitation comes by e-mail and is taken back; someone is deactivated in mid-work and let in again; the last admin stays", async ({
    browser,
    baseURL,
  }) => {
    const admin = await asPerson(browser, baseURL, "admin");
    const email = `nia.${Date.now()}@harbor.example`;
    await admin.goto("/settings/people");
    await sound(admin);
    await admin.getByRole("link", { name: "Invite someone" }).click();
    const sheet = sheetOf(admin);
    await sheet.getByRole("button", { name: "Send the invitation" }).click();
    await expect(sheet.getByRole("alert")).toContainText("Enter the person's name.");
    await sound(admin);
    await sheet.getByLabel("Name").fill("Nia Okoro");
    await sheet.getByLabel("E-mail").fill(email);
    await sheet.getByLabel("Role").selectOption("manager");
    await sheet.getByRole("button", { name: "Send the invitation" }).click();
    await expect(admin.getByRole("link", { name: "Nia Okoro" })).toBeVisible();
    await expect(admin.getByRole("row", { name: /Nia Okoro/ })).toContainText("Invited");

    const link = await invitationOf(await asPerson(browser, baseURL, "admin"), "Nia Okoro");
    const context = await browser.newContext({ baseURL, locale: "en-US" });
    const nia = await context.newPage();
    await nia.goto(new URL(link).pathname);
    const chosen = nia.locator("input[type=password]");
    await expect(chosen.first()).toBeVisible();

    await admin.getByRole("link", { name: "Nia Okoro" }).click();
    await expect(sheet).toContainText("Works until");
    await sheet.getByRole("button", { name: "Take the invitation back" }).click();
    // While the sheet is open, the list behind it is hidden from everybody.
    await expect(sheet).toHaveCount(0);
    await expect(admin.getByRole("link", { name: "Nia Okoro" })).toHaveCount(0);
    await nia.reload();
    await expect(nia.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(chosen).toHaveCount(0);

    const staff = await asPerson(browser, baseURL, "staff");
    await admin.goto("/settings/people");
    await admin.getByRole("link", { name: "Ana Lucía Torres" }).click();
    await sound(admin);
    await sheet.getByRole("button", { name: "Deactivate" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
    await expect(admin.getByRole("row", { name: /Ana Lucía Torres/ })).toContainText("Deactivated");
    await staff.goto("/patients");
    await staff.waitForURL(/\/sign-in/);
    await admin.getByRole("link", { name: "Ana Lucía Torres" }).click();
    await sheet.getByRole("button", { name: "Let them in again" }).click();
    await expect(admin.getByRole("row", { name: /Ana Lucía Torres/ })).toContainText("Active");
    await admin.getByRole("link", { name: "Grace Whitfield" }).click();
    await sheet.getByLabel("Role").selectOption("staff");
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet.getByRole("alert")).toContainText("This is the last admin who can sign in.");
  });

  test("[SEC-02] who is no admin does not get to people, groups and the report", async ({ browser, baseURL }) => {
    const manager = await asPerson(browser, baseURL, "manager");
    for (const address of ["/settings/people", "/settings/people/groups", "/settings/people/emergency"]) {
      await manager.goto(address);
      await manager.waitForURL(/\/no-access/);
    }
    await manager.goto("/operator");
    await manager.waitForURL(/\/operator\/sign-in/);
  });

  test("[ADM-08] an operator makes a clinic with a sub-account, switches an area off, suspends, and sees it all in the audit", async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ baseURL, locale: "en-US", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto("/operator");
    await page.waitForURL(/\/operator\/sign-in/);
    await sound(page);
    await page.getByLabel("E-mail").fill(DEMO_OPERATOR.email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
    await page.getByLabel("Password").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/operator$/);
    await sound(page);
    const stamp = String(Date.now());
    await page.getByRole("link", { name: "New organization" }).click();
    await page.getByLabel("Name", { exact: true }).fill(`Lakeside ${stamp}`);
    await page.getByLabel("First admin’s name").fill("Ada Adams");
    await page.getByLabel("First admin’s e-mail").fill(`ada.${stamp}@lakeside.example`);
    await sound(page);
    await page.getByRole("button", { name: "Make it and invite the admin" }).click();
    await expect(page.getByLabel("Link for the admin")).toHaveValue(/\/set-password\//);
    await page.getByRole("link", { name: "Open the organization" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Lakeside ${stamp}` })).toBeVisible();
    await sound(page);
    await page.getByRole("link", { name: "New sub-account" }).click();
    await expect(page.getByLabel("Kind of account")).toHaveValue(/[0-9a-f-]{36}/);
    await page.goto("/operator");
    await page.getByRole("link", { name: /^Harbor/ }).click();
    await page.getByRole("checkbox", { name: "Import of files" }).click();
    await page.getByRole("button", { name: "Save the areas" }).click();
    await expect(page.getByRole("list", { name: "Operator audit" })).toContainText("off: Import of files");

    const admin = await asPerson(browser, baseURL, "admin");
    await expect(admin.getByRole("link", { name: "Import", exact: true })).toHaveCount(0);
    await admin.goto("/import");
    await admin.waitForURL(/\/no-access/);
    await page.getByRole("checkbox", { name: "Import of files" }).click();
    await page.getByRole("button", { name: "Save the areas" }).click();
    await expect(page.getByRole("list", { name: "Operator audit" })).toContainText("all on");
    await admin.goto("/import");
    await expect(admin.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();

    await page.getByRole("button", { name: "Suspend" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByRole("button", { name: "Let it go on" })).toBeVisible();
    await admin.goto("/patients");
    await admin.waitForURL(/\/sign-in/);
    await page.getByRole("button", { name: "Let it go on" }).click();
    await expect(page.getByRole("button", { name: "Suspend" })).toBeVisible();
    await page.getByRole("link", { name: "Audit" }).click();
    await expect(page.getByRole("list", { name: "Operator audit" })).toContainText("suspended it");
    await sound(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/operator\/sign-in/);
    await page.goto("/operator");
    await page.waitForURL(/\/operator\/sign-in/);
  });
});
