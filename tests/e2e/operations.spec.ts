import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { localLuma } from "./support/local-luma";
import { signIn } from "./support/staff";

let luma: Awaited<ReturnType<typeof localLuma>>;
test.beforeAll(async () => {
  luma = await localLuma();
});
test.afterAll(() => luma.owner.end());

const TITLE = `Texts are late (${process.pid.toString(36)})`;

async function post(page: Page, form: string, state: string, body: string): Promise<void> {
  const here = page.getByRole("form", { name: form });
  await here.getByLabel("How far it is").selectOption({ label: state });
  await here.getByLabel(form === "New incident" ? "What people should know" : "What is new").fill(body);
  await here.getByRole("button", { name: /^Post/ }).click();
}

test("[OPS-07] an admin posts an incident and ends it; everyone reads both without signing in", async ({ page, browser, baseURL }) => {
  await signIn(page, "admin");
  const visitor = await (await browser.newContext({ baseURL })).newPage();
  await page.goto("/settings/system?tab=status-page");
  await page.getByLabel("Title").fill(TITLE);
  await page.getByLabel("Text messages").check();
  await post(page, "New incident", "We are looking into it", "Call 212-555-0100");
  await expect(page.getByText("This is read by everyone")).toBeVisible();
  await post(page, "New incident", "We are looking into it", "Some texts arrive up to ten minutes late.");
  await expect(page.getByRole("heading", { name: TITLE })).toBeVisible();
  await visitor.goto("/status");
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("How Luma does");
  const now = visitor.locator("section", { has: visitor.getByRole("heading", { name: "Now" }) });
  await expect(now).toContainText(TITLE);
  await expect(now).toContainText("Some texts arrive up to ten minutes late.");
  await post(page, `Update of ${TITLE}`, "Over", "The carrier has mended it.");
  await expect(page.getByRole("heading", { name: TITLE })).toHaveCount(0);
  await visitor.reload();
  await expect(visitor.locator("section", { has: visitor.getByRole("heading", { name: "The last 90 days" }) })).toContainText(
    "The carrier has mended it.",
  );
  await visitor.context().close();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [360, 1440])
    test(`[OPS-07] the status page: axe finds nothing, it fits, ${colorScheme}, ${width} px`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ baseURL, colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      await page.goto("/status");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      if (process.env.LUMA_SHOTS)
        await page.screenshot({ path: `${process.env.LUMA_SHOTS}/status-${colorScheme}-${width}.png`, fullPage: true });
      await context.close();
    });

test("[OPS-04] [SEC-02] who is no admin has no System in the menu and is refused at its address", async ({ page }) => {
  await signIn(page, "manager");
  await expect(page.getByRole("link", { name: "System" })).toHaveCount(0);
  await page.goto("/settings/system");
  await expect(page).toHaveURL(/\/no-access/);
});

test("[OPS-04] an admin sees what waits, opens a run with its steps, and has a dead letter worked on again", async ({ page, baseURL }) => {
  await signIn(page, "admin");
  const id = randomUUID();
  await luma.owner.query(
    `insert into webhook_receipt (organization_id, id, carrier, kind, dedupe_key, payload_sealed, key_id, state, attempts, error)
     select id, $1::uuid, 'twilio', 'sms-status', $2, '\\x00', 'none', 'dead', 6, 'UnusableReceipt' from organization order by created_at limit 1`,
    [id, id],
  );
  await page.goto("/settings/system");
  const deadLine = page.getByRole("listitem").filter({ hasText: "Dead letters" });
  await expect(deadLine).toContainText("Look at it");
  if (process.env.LUMA_SHOTS) await page.screenshot({ path: `${process.env.LUMA_SHOTS}/system.png`, fullPage: true });
  // Something for the workflows to do for this clinic.
  const said = await page.request.post("/api/simulator/act", {
    headers: { origin: baseURL ?? "" },
    data: { act: "reply", from: "+12125550104", to: "+18335550142", body: "May I bring my dog?" },
  });
  expect(said.ok(), await said.text()).toBe(true);
  await page.getByRole("link", { name: "Workflows" }).click();
  await expect(page.locator("a[data-row-link]").first()).toBeVisible({ timeout: 30_000 });
  await page.locator("a[data-row-link]").first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("heading", { name: "Steps" })).toBeVisible();
  if (process.env.LUMA_SHOTS) await page.screenshot({ path: `${process.env.LUMA_SHOTS}/run.png` });
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.goto("/settings/system?tab=dead-letters");
  await page
    .getByRole("checkbox", { name: /A report on a text/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Work on it again" }).click();
  await expect(page.getByText("One is being worked on again.")).toBeVisible();
  // Nobody can open what was sealed with a key that is gone: it is tried, and stays kept.
  await expect
    .poll(async () => (await luma.owner.query("select attempts from webhook_receipt where id = $1", [id])).rows[0]?.attempts, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  await luma.owner.query("delete from webhook_receipt where id = $1", [id]);
});
