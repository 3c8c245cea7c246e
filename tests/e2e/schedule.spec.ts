import { expect, test, type Page } from "@playwright/test";
import { addDays } from "@/lib/time/dates";
import { dateOf } from "./support/days";
import { signIn } from "./support/staff";

/** The product's day, as the schedule says it. */
async function productDay(page: Page): Promise<string> {
  await page.goto("/schedule");
  return page.getByLabel("Day", { exact: true }).and(page.locator("input")).inputValue();
}

test("[REM-01] [REM-10] staff book a visit by keyboard, block and unblock its reminders, confirm, move and cancel it", async ({ page }) => {
  await signIn(page, "staff");
  const today = await productDay(page);
  expect(today >= dateOf(new Date())).toBe(true);
  // Beyond the demo's own schedule, and hardly twice the same day when the test runs again on the same data.
  const day = addDays(today, 20 + (Math.floor(Date.now() / 60_000) % 60));

  await page.goto(`/schedule?date=${day}`);
  await page.keyboard.press("n");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("combobox", { name: "Patient" })).toBeFocused();
  await sheet.getByRole("button", { name: "Book appointment" }).click();
  await expect(sheet.getByRole("alert")).toContainText("Patient");

  await sheet.getByRole("combobox", { name: "Patient" }).pressSequentially("thandiwe w");
  await expect(sheet.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(sheet.getByRole("button", { name: "Change patient" })).toBeFocused();
  await sheet.getByLabel("Visit").selectOption({ label: "Annual physical (45 minutes)" });
  await expect(sheet.getByLabel("Minutes")).toHaveValue("45");
  await sheet.getByLabel("Facility").selectOption({ index: 1 });
  await sheet.getByLabel(/^Time/).fill("16:45");
  await sheet.getByRole("button", { name: "Book appointment" }).click();

  await expect(page.getByRole("dialog", { name: "Thandiwe Walker" }).getByText("(45 minutes)")).toBeVisible();
  const reminders = sheet.getByRole("region", { name: "Reminders" });
  await expect(reminders.getByText("Planned").first()).toBeVisible();
  await reminders.getByText("Why").first().click();
  await expect(reminders.getByRole("list", { name: /^Why/ }).first()).toContainText("before the visit");

  const sending = sheet.getByRole("switch", { name: "Send reminders for this visit" });
  await sending.click();
  await expect(reminders.getByText("Held").first()).toBeVisible();
  await expect(reminders.getByText("Staff blocked reminders for this visit.").first()).toBeVisible();
  await sending.click();
  await expect(reminders.getByText("Held")).toHaveCount(0);

  await sheet.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(sheet.getByText(/^Confirmed by .+/)).toBeVisible();

  await sheet.getByRole("button", { name: "Move", exact: true }).click();
  await sheet.getByLabel("Date").fill(addDays(day, 1));
  await expect(sheet.getByText("The confirmation was for the old time and is dropped.")).toBeVisible();
  await expect(sheet.getByText(/planned reminders? of the old time/)).toBeVisible();
  await sheet.getByRole("button", { name: "Move visit" }).click();
  await expect(sheet.getByText("Unconfirmed")).toBeVisible();
  await expect(sheet.getByText(/^Reminders of earlier times/)).toBeVisible();

  await sheet.getByRole("button", { name: "Cancel visit" }).click();
  const question = page.getByRole("dialog", { name: "Cancel this visit?" });
  await question.getByLabel("Reason").fill("Booked by mistake");
  await question.getByRole("button", { name: "Cancel the visit" }).click();
  await expect(sheet.getByText("Booked by mistake")).toBeVisible();
  await expect(reminders.getByText("The visit is cancelled.").first()).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Move", exact: true })).toHaveCount(0);

  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(new RegExp(`date=${addDays(day, 1)}`));
  await expect(page.getByRole("link", { name: /4:45 PM · Cancelled/ })).toBeVisible();
  await page.keyboard.press("t");
  await page.waitForURL((url) => !url.searchParams.has("date"));
});

test("the schedule as a list is filtered by its address, and a visit opens beside it", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/schedule?view=list&status=unconfirmed");
  const rows = page.locator("tr[data-row-id]");
  await expect(rows.first()).toBeVisible();
  for (const text of await rows.allInnerTexts()) expect(text).toContain("Unconfirmed");
  const name = await rows.first().getByRole("link").innerText();
  await rows.first().getByRole("link").press("Enter");
  await expect(page.getByRole("dialog", { name })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
});
