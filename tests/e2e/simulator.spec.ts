import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { Simulator } from "./support/simulator";
import { search, signIn } from "./support/staff";

test.describe.configure({ mode: "serial", timeout: 120_000 });

let context: BrowserContext;
let page: Page;
let simulator: Simulator;

test.beforeAll(async ({ browser, baseURL }) => {
  context = await browser.newContext({ baseURL, locale: "en-US", viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  simulator = new Simulator(page);
  await signIn(page, "staff");
});
test.afterAll(() => context.close());

const list = () => page.getByRole("navigation", { name: "Phones and inboxes" });

test("[OPS-02] the clock moves ahead, never back, and the whole frame says so", async () => {
  const before = await simulator.now();
  const clock = page.getByRole("region", { name: "Clock" });
  await clock.getByRole("button", { name: "+10 minutes" }).click();
  const shown = async () => Date.parse((await clock.locator("time").first().getAttribute("datetime")) ?? "") - before.getTime();
  await expect.poll(shown).toBeGreaterThanOrEqual(600_000);
  await expect(clock).toContainText(/Moved ahead by/);
  await expect(page.getByRole("link", { name: /Demo ?, clock .* ahead/ })).toBeVisible();
});

test("[OPS-02] [CON-11] STOP written on a patient's phone opts it out at the carrier, START in again; the keyboard suffices", async () => {
  await search(page, "/simulator", "Fernandez");
  await list()
    .getByRole("link", { name: /\(\d{3}\) / })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  const box = page.getByLabel("Write as the patient");
  await expect(box).toBeVisible();
  await box.focus();
  await page.keyboard.type("STOP");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Opted out at the carrier")).toBeVisible({ timeout: 60_000 });
  await expect(simulator.thread).toContainText("STOP");
  await box.fill("START");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Opted out at the carrier")).toBeHidden({ timeout: 60_000 });
});

test("[OPS-02] a carrier is made to fail, says so after a reload, and is put right again", async () => {
  await page.goto("/simulator");
  const carriers = page.getByRole("region", { name: "Carriers" });
  await carriers.getByLabel(/^Resend/).selectOption("down");
  await carriers.getByRole("button", { name: "Set" }).nth(1).click();
  await expect(carriers.getByText("Misbehaving")).toBeVisible();
  await page.reload();
  await expect(carriers.getByText("Misbehaving")).toBeVisible();
  await carriers.getByRole("button", { name: "Reset" }).click();
  await expect(carriers.getByText("Misbehaving")).toBeHidden();
});

test("[SEC-02] [OPS-02] acting as a patient needs a signed-in session and our own page", async ({ request, baseURL }) => {
  const act = { act: "behave", carrier: "twilio", mode: "down" };
  expect((await request.post("/api/simulator/act", { data: act })).status()).toBe(403);
  expect((await request.post("/api/simulator/act", { data: act, headers: { origin: "https://evil.example" } })).status()).toBe(403);
  expect((await request.post("/api/simulator/act", { data: act, headers: { origin: baseURL! } })).status()).toBe(401);
  expect((await request.get("/api/simulator/changes?since=0")).status()).toBe(401);
  const foreign = await context.request.post("/api/simulator/act", { data: act, headers: { "sec-fetch-site": "cross-site" } });
  expect(foreign.status()).toBe(403);
});

for (const scheme of ["light", "dark"] as const)
  for (const width of [360, 1280])
    test(`[OPS-02] phones, threads and inboxes have no fault that axe finds, ${scheme}, ${width} px`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await search(page, "/simulator", "Fernandez");
      await clean();
      for (const link of [/\(\d{3}\) /, /@/]) {
        await search(page, "/simulator", "Fernandez");
        const found = list().getByRole("link", { name: link }).first();
        if ((await found.count()) === 0) continue;
        await found.click();
        await expect(page.getByRole("region", { name: /^(Phone|Inbox) / })).toBeVisible();
        await clean();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

/** What an e-mail holds is its template's matter, tested there. */
async function clean(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}
