import { expect, test } from "@playwright/test";
import { signIn, waitUntilLive, watchStaying } from "./support/staff";

test("[RPT-02] what needs a person arrives by itself, is done by keyboard, and can be taken back", async ({ page, baseURL }) => {
  await signIn(page, "staff");
  await page.goto("/today");
  await waitUntilLive(page);
  const tasks = page.getByRole("region", { name: "Needs a person" });
  const words = `My knee is swollen ${Date.now().toString(36)}, should I still come?`;
  const card = tasks.locator("li[data-task]").filter({ hasText: words });
  const stayed = await watchStaying(page);
  await page.request.post("/api/simulator/act", {
    headers: { origin: baseURL ?? "" },
    data: { act: "reply", from: "+12125550104", to: "+18335550142", body: words },
  });
  const show = tasks.getByRole("button", { name: /^Show \d+ new$/ });
  await expect(card.or(show).first()).toBeVisible({ timeout: 60_000 });
  if (await show.isVisible()) await show.click();
  await expect(card).toBeVisible();
  await stayed();

  await card.focus();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(card).toBeFocused();
  await page.keyboard.press("e");
  await expect(card).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: /^Done/ }).click();
  await expect(card).toHaveCount(0);
});

test("[RPT-02] the numbers of the day filter its list", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/today");
  const numbers = page.getByRole("navigation", { name: "The day in numbers" });
  await expect(numbers.getByRole("link", { name: /visits?$/ })).toHaveAttribute("aria-current", "true");
  const confirmed = numbers.getByRole("link", { name: /\d+ confirmed$/ });
  const count = Number.parseInt(await confirmed.innerText(), 10);
  await confirmed.click();
  await page.waitForURL(/status=confirmed/);
  await expect(confirmed).toHaveAttribute("aria-current", "true");
  await expect(page.locator("tr[data-row-id]")).toHaveCount(Math.min(50, count));
});
