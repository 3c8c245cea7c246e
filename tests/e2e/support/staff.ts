import { expect, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/auth/demo-users";

/** Signs in as one of the demo's people, on the screen. Ends on Today. */
export async function signIn(page: Page, who: "admin" | "manager" | "staff"): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(`${who}@harbor.example`);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/**
 * Proves that a page changed by itself: gives a check that fails if the page was loaded again or led elsewhere since the call.
 */
export async function watchStaying(page: Page): Promise<() => Promise<void>> {
  const address = page.url();
  const mark = `${Math.random()}`;
  await page.evaluate((value) => document.documentElement.setAttribute("data-seen-by-test", value), mark);
  let loads = 0;
  page.on("load", () => (loads += 1));
  return async () => {
    expect(page.url()).toBe(address);
    expect(loads).toBe(0);
    await expect(page.locator("html")).toHaveAttribute("data-seen-by-test", mark);
  };
}

/** Waits until the screen says that it follows changes by itself. */
export async function waitUntilLive(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
}

/** Types words into a list's search box, as staff do: an address with words in it finds nothing. Ends when the list is narrowed. */
export async function search(page: Page, list: string, words: string): Promise<void> {
  await page.goto(list);
  const box = page.getByRole("searchbox").first();
  // What is typed before the page listens is lost.
  await expect(async () => {
    await box.fill("");
    await box.fill(words);
    await page.waitForURL((url) => url.searchParams.has("find"), { timeout: 4_000 });
  }).toPass({ timeout: 30_000 });
}
