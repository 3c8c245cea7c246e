import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { SCREENS, type Screen } from "./support/screens";
import { signIn } from "./support/staff";

/** What every screen owes: it loads cleanly, is readable by everyone, fits a phone, and works by keyboard. Patient pages: patient-pages.spec.ts. */
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1440, height: 900 };
type Mode = { colorScheme: "light" | "dark"; viewport: typeof PHONE };
const MODES: readonly Mode[] = (["light", "dark"] as const).flatMap((colorScheme) => [
  { colorScheme, viewport: DESKTOP },
  { colorScheme, viewport: PHONE },
]);

let session: Awaited<ReturnType<BrowserContext["storageState"]>>;
const addresses = new Map<Screen, string>();

async function openContext(browser: Browser, baseURL: string | undefined, mode: Mode = MODES[0]!): Promise<BrowserContext> {
  return browser.newContext({ baseURL, ...mode, reducedMotion: "reduce", locale: "en-US", storageState: session });
}

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, "admin");
  session = await context.storageState();
  // Something to show: one patient has written STOP, another what only a person can answer.
  for (const [from, body] of [
    ["+12125550100", "STOP"],
    ["+12125550104", "My back hurts, may I bring my dog?"],
  ])
    await page.request.post("/api/simulator/act", {
      headers: { origin: baseURL ?? "" },
      data: { act: "reply", from, to: "+18335550142", body },
    });
  await page.goto("/messages?tab=answers");
  await expect(page.locator("a[data-row-link]")).not.toHaveCount(0, { timeout: 60_000 });
  for (const screen of SCREENS) addresses.set(screen, typeof screen.at === "string" ? screen.at : await screen.at(page));
  await context.close();
});

/** What is wrong with the screen that is open, in words. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
  if (width > room) found.push(`is ${width} wide where ${room} is room`);
  if ((await page.locator("h1").count()) !== 1) found.push(`has ${await page.locator("h1").count()} first headings`);
  if (!(await page.title()).endsWith(" · Luma")) found.push(`is titled "${await page.title()}"`);
  return found;
}

/** Opens it and says what it complained of in the console, policy violations among it. */
async function open(page: Page, address: string): Promise<string[]> {
  const complaints: string[] = [];
  const hear = (text: string): void => void complaints.push(text);
  page.on("console", (message) => {
    if (message.type() === "error" && !(address === "/nowhere" && message.text().includes("404"))) hear(message.text());
  });
  page.on("pageerror", (error) => hear(error.message));
  await page.goto(address);
  // While a page streams in, what stands in for it is still there.
  const heading = page.getByRole("heading", { level: 1, includeHidden: true });
  await expect(heading).toHaveCount(1);
  await expect(heading).toBeVisible();
  if (address.includes("open=")) await expect(page.getByRole("dialog")).toBeVisible();
  return complaints;
}

for (const screen of SCREENS)
  test(`${screen.name}: no complaint in the console, axe finds nothing, fits a phone`, async ({ browser, baseURL }) => {
    const address = addresses.get(screen)!;
    const wrong: string[] = [];
    for (const mode of screen.key ? MODES : MODES.filter((m) => m.colorScheme === "light")) {
      const context = await openContext(browser, baseURL, mode);
      const page = await context.newPage();
      const complaints = await open(page, address);
      const where = `${mode.colorScheme}, ${mode.viewport.width} px`;
      wrong.push(...[...(await faults(page)), ...complaints].map((text) => `${where}: ${text}`));
      await context.close();
    }
    expect(wrong).toEqual([]);
  });

test("keyboard: the skip link comes first and leads to the content, and Tab gets there too", async ({ browser, baseURL }) => {
  const context = await openContext(browser, baseURL);
  const page = await context.newPage();
  const inMain = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest("main") !== null);
  // Pages outside of the frame have no menu to skip.
  const framed = SCREENS.map((screen) => ({ ...screen, address: addresses.get(screen)! })).filter(
    ({ address }) => !address.includes("open=") && address !== "/nowhere" && !address.startsWith("/operator"),
  );
  for (const screen of framed) {
    await page.goto(screen.address);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" }), screen.name).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main"), screen.name).toBeFocused();
    // A screen may have nothing to press, such as the list of who may see more when one sees everything.
    const stops = await page.locator("#main").locator("a[href], button:enabled, input:enabled, select:enabled, textarea:enabled").count();
    if (stops === 0) continue;
    await page.keyboard.press("Tab");
    expect(await inMain(), screen.name).toBe(true);
  }
  await page.goto("/today");
  for (let presses = 0; presses < 40 && !(await inMain()); presses++) await page.keyboard.press("Tab");
  expect(await inMain()).toBe(true);
  await context.close();
});

test("keyboard: Ctrl-K finds a patient and a screen, and a sheet opens, closes and gives the focus back", async ({ browser, baseURL }) => {
  const context = await openContext(browser, baseURL);
  const page = await context.newPage();
  await page.goto("/patients");
  const name = await page.locator("a[data-row-link]").first().innerText();
  await page.goto("/today");
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await page.keyboard.type("templ");
  await expect(palette.getByRole("option", { name: "Templates" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/templates");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await expect(palette.getByRole("option", { name }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/patients/*");

  await page.goto("/messages?tab=next");
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
  const row = page.locator("a[data-row-link]").first();
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row).toBeFocused();
  await context.close();
});
