import { expect, test } from "@playwright/test";
import { signIn } from "./support/staff";

test("[DLV-10] a message that waits to go out shows how it would read now", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/messages?tab=next");
  await page.locator("a[data-row-link]").first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("heading", { name: "As it would read now" })).toBeVisible();
  await expect(sheet).toContainText("It is written anew when it goes out");
});
