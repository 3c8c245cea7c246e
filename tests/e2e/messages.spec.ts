import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { Simulator } from "./support/simulator";
import { signIn, waitUntilLive, watchStaying } from "./support/staff";

test.describe.configure({ mode: "serial", timeout: 120_000 });

let context: BrowserContext;
let page: Page;
let simulator: Simulator;

test.beforeAll(async ({ browser, baseURL }) => {
  context = await browser.newContext({ baseURL, locale: "en-US", viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  simulator = new Simulator(await context.newPage());
  await signIn(page, "staff");
});
test.afterAll(() => context.close());

const rows = () => page.getByRole("table").getByRole("row");
const names = () => rows().getByRole("link").allInnerTexts();

/** Something has gone out: the first reminder of the demo's schedule. */
async function sendOne(): Promise<void> {
  await simulator.moveToNext();
}

test("[RTY-08] [DLV-10] what goes out next, soonest first; a row opens its trail at an address of its own, and Escape leads back to it", async () => {
  await page.goto("/messages?tab=next");
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
  const times = page.getByRole("table").locator("time");
  await expect(times.nth(5)).toBeVisible();
  const dues = await times.evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
  expect(dues).toEqual([...dues].sort());
  const link = rows().getByRole("link").first();
  const name = await link.innerText();
  await link.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name });
  await expect(sheet.getByRole("list", { name: "What happened and why" })).toContainText(/reminder/i);
  await expect(sheet).toContainText("decided again when it goes out");
  // Of the cadence, or of the catch-up reminder for a visit booked late: whichever the demo has first at this hour.
  await expect(sheet.getByRole("link", { name: /^(Reminders before each visit|Catch-up reminder)/ })).toHaveAttribute(
    "href",
    /^\/settings\/reminders#reminders\.(cadence|catchUp)$/,
  );
  await expect(sheet.getByRole("button", { name: "Send now" })).toBeVisible();
  expect(page.url()).toContain("open=");
  await page.reload();
  await expect(page.getByRole("dialog", { name })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/messages\?tab=next$/);
  await expect(link).toBeFocused();
});

test("[RTY-08] [CON-14] a sent message shows what was said, to whom, from which number, with what consent, and its trail", async () => {
  await sendOne();
  // A list that is being read does not move, so it is opened again until the reminder is in it.
  const sent = rows()
    .filter({ has: page.getByRole("link"), hasText: /Sending|Sent|Delivered|Answered/ })
    .filter({ hasNotText: "opt-out" })
    .first();
  await expect(async () => {
    await page.goto("/messages");
    await expect(sent).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await sent.getByRole("link").click();
  const sheet = page.getByRole("dialog");
  for (const fact of ["Template", "Consent", "Carrier", "From", "To"])
    await expect(sheet.getByRole("term").filter({ hasText: new RegExp(`^${fact}$`) })).toBeVisible();
  await expect(sheet).toContainText("standard wording");
  await expect(sheet).toContainText("Not on the do-not-contact list when it was sent");
  await expect(sheet.getByRole("list", { name: "What happened and why" })).toContainText("The carrier accepted the message.", {
    timeout: 30_000,
  });
  await page.keyboard.press("Escape");
});

test("[RTY-08] new rows announce themselves and leave in place what is read", async () => {
  await page.goto("/messages");
  await waitUntilLive(page);
  const before = await names();
  const stayed = await watchStaying(page);
  await sendOne();
  const announcement = page.getByRole("button", { name: /^Show \d+ new$/ });
  await expect(announcement).toBeVisible({ timeout: 60_000 });
  expect(await names()).toEqual(before);
  await stayed();
  await announcement.click();
  await expect.poll(names).not.toEqual(before);
  await expect(announcement).toBeHidden();
});

test("[RTY-08] lists are narrowed by patient and by filter, and the address keeps it", async () => {
  await page.goto("/messages?tab=next");
  const name = (await names())[0]!;
  await page.getByRole("searchbox", { name: "Find a patient" }).fill(name);
  await expect(page).toHaveURL(/[?&]find=/);
  await expect.poll(async () => new Set(await names())).toEqual(new Set([name]));
  await page.reload();
  await expect.poll(async () => new Set(await names())).toEqual(new Set([name]));
  await page.goto("/messages?tab=next&channel=email");
  const channels = rows().getByRole("cell", { name: /^(Text|Call|E-mail)$/ });
  await expect.poll(async () => [...new Set(await channels.allInnerTexts())]).toEqual(["E-mail"]);
  await page.goto("/messages?open=01900000-0000-7000-8000-000000000000");
  await expect(page.getByRole("dialog")).toContainText("There is no such message");
});

for (const scheme of ["light", "dark"] as const)
  for (const width of [360, 1280])
    test(`[OPS-02] the lists and a message have no fault that axe finds, ${scheme}, ${width} px`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      for (const tab of ["sent", "undelivered", "answers", "next", "held", "skipped"]) {
        await page.goto(`/messages?tab=${tab}`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Messages");
        await clean(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      await page.goto("/messages");
      await rows().nth(1).getByRole("link").click();
      await expect(page.getByRole("dialog").getByText("What happened and why")).toBeVisible();
      await page.waitForTimeout(300);
      await clean(page);
    });

async function clean(on: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: on }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}
