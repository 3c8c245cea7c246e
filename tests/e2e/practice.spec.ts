import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/staff";

async function clean(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

/** The smallest PNG of 64 × 32 pixels, all one colour, drawn by the browser itself. */
const picture = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 32 });
    canvas.getContext("2d")!.fillRect(0, 0, 64, 32);
    return canvas.toDataURL("image/png").split(",")[1]!;
  });

test.describe("the practice", () => {
  test.describe.configure({ timeout: 120_000 });

  test("[ADM-01] every area is on one screen, found by a specification row; the command palette opens a setting", async ({ page }) => {
    await signIn(page, "admin");
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Signing in" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Reminders and answers" })).toBeVisible();
    await page.getByLabel("Find a setting").fill("SEC-09");
    await expect(page.getByRole("link", { name: "Emergency access lasts" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Contact hours", exact: true })).toHaveCount(0);
    await page.getByLabel("Find a setting").fill("");
    await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sign out without use");
    await page
      .getByRole("dialog")
      .getByRole("option", { name: /Sign out after/ })
      .click();
    await page.waitForURL("**/settings?open=security.idleMinutes");
    await expect(page.getByRole("dialog")).toContainText("15 (the default)");
    await clean(page);
  });

  test("[ADM-02] several types change together and back again", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/appointment-types");
    const boxes = page.getByRole("row").getByRole("checkbox");
    await expect(boxes.nth(2)).toBeVisible();
    await boxes.nth(1).click();
    await boxes.nth(2).click();
    const bar = page.getByRole("region", { name: "Chosen rows" });
    await bar.getByLabel("What to change").selectOption("Minutes");
    await bar.getByLabel("Minutes", { exact: true }).fill("77");
    await clean(page);
    await bar.getByRole("button", { name: "Change 2" }).click();
    await expect(page.getByText("“Minutes” is changed for 2.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "77" })).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("cell", { name: "77" })).toHaveCount(0);
  });

  test("[ADM-02] a colour that is too light is changed and said so; a logo is shown and taken away", async ({ page }) => {
    await signIn(page, "admin");
    await page.goto("/settings/branding");
    const before = await page.getByLabel("Colour", { exact: true }).inputValue();
    await page.getByLabel("Colour", { exact: true }).fill("#ffd400");
    await expect(page.getByText(/Changed on light screens so that text stays readable/)).toBeVisible();
    await clean(page);
    await page.getByLabel("Colour", { exact: true }).fill(before);
    await page
      .getByLabel("Upload a logo")
      .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg onload='alert(1)'/>") });
    await expect(page.getByText("This is not a PNG or JPEG picture.")).toBeVisible();
    const buffer = Buffer.from(await picture(page), "base64");
    await page.getByLabel("Upload a logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    const logo = page.getByRole("img", { name: /^Logo of/ });
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(64);
    await page.getByRole("button", { name: "Remove the logo" }).click();
    await expect(logo).toHaveCount(0);
  });

  test("[ADM-02] a facility’s opening hours are set by weekday", async ({ page }) => {
    await signIn(page, "manager");
    await page.goto("/settings/facilities");
    await page.getByRole("link", { name: "Harbor Bayside" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("checkbox", { name: "Known by weekday" }).click();
    await expect(sheet.getByLabel("Monday, earliest")).toHaveValue("08:00");
    await clean(page);
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toHaveCount(0);
    await page.getByRole("link", { name: "Harbor Bayside" }).click();
    await expect(sheet.getByLabel("Friday, latest")).toHaveValue("17:00");
    await sheet.getByRole("link", { name: "Holidays and other settings of this facility" }).click();
    await expect(page.getByRole("button", { name: "Save for Harbor Bayside" })).toBeVisible();
  });

  test("[ADM-05] the question mark says what the screen is for, fits a phone, and Escape closes it", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(page, "staff");
    await page.goto("/schedule");
    await expect(page.getByRole("button", { name: "Help about this screen" })).toBeVisible();
    await page.locator("body").press("?");
    const help = page.getByRole("dialog", { name: "Help: Schedule" });
    await expect(help).toContainText("Visits by day and week");
    await clean(page);
    await page.keyboard.press("Escape");
    await expect(help).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
