import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/auth/demo-users";
import { currentCode, disablePerson, enterCode, enterPassword, makePerson, passStep, setUpAuthenticator } from "./support/accounts";
import { localLuma, WebServer } from "./support/local-luma";
import { signIn } from "./support/staff";

/*
 * One build, both modes (docs/decisions): beside the demo under test the same files are served in live mode, on the same database, which
 * holds the demo's users, its moved clock and its sessions. None of them may count there.
 */
test.describe.configure({ mode: "serial", timeout: 120_000 });

const CARRIERS = {
  LUMA_MODE: "live",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "never-used-never-used-never-used",
  RESEND_API_KEY: "re_never_used",
};
const PERSON = `mode.probe.${Date.now()}@harbor.example`;

let luma: Awaited<ReturnType<typeof localLuma>>;
const live = new WebServer();

test.beforeAll(async () => {
  luma = await localLuma();
  // A person who is no demo user: their session counts in live mode too, since it took a second factor.
  await makePerson(luma.owner, { email: PERSON, name: "Mode Probe", role: "admin" });
  await live.start({ ...luma.variables, ...CARRIERS });
});
test.afterAll(async () => {
  await live.stop();
  await disablePerson(luma.owner, PERSON);
  await luma.owner.end();
});

const clockOffset = async (): Promise<unknown> => (await luma.owner.query("select offset_ms from product_clock")).rows[0]?.offset_ms;

/** The demo's session of this person, as a cookie that the live server gets. */
async function carryOver(browser: Browser, baseURL: string | undefined, who: (page: Page) => Promise<void>): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL });
  await who(await context.newPage());
  const state = await context.storageState();
  await context.close();
  return browser.newContext({ baseURL: live.address, storageState: state });
}

let secret: string | undefined;

/** Password and code; the first time, the authenticator is set up on the way. */
async function probeSignsIn(page: Page): Promise<void> {
  await enterPassword(page, PERSON);
  if (secret === undefined) {
    ({ secret } = await setUpAuthenticator(page));
    return;
  }
  await passStep(luma.owner, PERSON);
  await enterCode(page, currentCode(secret));
  await page.waitForURL("**/today", { timeout: 20_000 });
}

test("[mode] [SEC-01] live mode names no demo account and lets none in, nor a session that was opened in demo mode", async ({
  browser,
  page,
  baseURL,
}) => {
  await page.goto("/sign-in");
  await expect(page.getByText("manager@harbor.example")).toBeVisible();
  await page.goto(`${live.address}/sign-in`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("harbor.example")).toHaveCount(0);
  await page.getByLabel("E-mail").fill("manager@harbor.example");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Demo accounts cannot sign in here.");
  const context = await carryOver(browser, baseURL, (demo) => signIn(demo, "manager"));
  const visitor = await context.newPage();
  await visitor.goto("/today");
  await expect(visitor).toHaveURL(/\/sign-in/);
  await context.close();
});

test("[mode] [OPS-02] live mode has no simulator and no movable clock, not even for someone who is signed in", async ({
  browser,
  page,
  baseURL,
}) => {
  await probeSignsIn(page);
  await page.goto("/simulator");
  const before = await clockOffset();
  const moving = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await page.getByRole("button", { name: "+10 minutes" }).click();
  const request = await moving;
  await expect.poll(clockOffset).not.toBe(before);
  const offset = await clockOffset();

  const context = await carryOver(browser, baseURL, probeSignsIn);
  const visitor = await context.newPage();
  await visitor.goto("/today");
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Today");
  await expect(visitor.getByRole("link", { name: /Simulator|Demo/ })).toHaveCount(0);
  // The demo's clock does not count: it is today.
  const real = new Intl.DateTimeFormat("en-US", { timeZone: "America/New_York", month: "long", day: "numeric" }).format(new Date());
  await expect(visitor.getByRole("main")).toContainText(real);
  expect((await visitor.goto("/simulator"))?.status()).toBe(404);
  const act = await visitor.request.post("/api/simulator/act", {
    headers: { origin: live.address },
    data: { act: "reply", from: "+12125550100", to: "+18335550142", body: "STOP" },
  });
  expect(act.status()).toBe(404);
  expect((await visitor.request.get("/api/simulator/changes?since=0")).status()).toBe(404);
  // The very call that moved the demo's clock.
  const { "next-action": action = "", "content-type": type = "", "next-router-state-tree": tree = "" } = request.headers();
  const replayed = await visitor.request.post("/today", {
    headers: {
      "next-action": action,
      "content-type": type,
      "next-router-state-tree": tree,
      origin: live.address,
      accept: "text/x-component",
    },
    data: request.postDataBuffer() ?? "",
  });
  expect(await replayed.text()).toContain('"ok":false');
  expect(await clockOffset()).toBe(offset);
  await context.close();
});

test("[mode] [OPS-03] live mode without its keys, or with the simulator, ends at once with a line per variable", async () => {
  const { NEXTAUTH_SECRET: _secret, ...rest } = luma.variables;
  const withoutSecret = new WebServer();
  await withoutSecret.start({ ...rest, ...CARRIERS });
  expect(withoutSecret.exitCode).toBe(1);
  expect(withoutSecret.output).toMatch(/^ {2}NEXTAUTH_SECRET: is missing$/m);
  const withoutKeys = new WebServer();
  await withoutKeys.start({ ...luma.variables, LUMA_MODE: "live", SIMULATOR_URL: "http://127.0.0.1:1" });
  expect(withoutKeys.exitCode).toBe(1);
  for (const name of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "RESEND_API_KEY"])
    expect(withoutKeys.output).toMatch(new RegExp(`^ {2}${name}: is missing; live mode needs the carriers' keys$`, "m"));
  expect(withoutKeys.output).toMatch(/^ {2}SIMULATOR_URL: live mode refuses the simulator; unset it$/m);
  expect(withoutKeys.output).not.toMatch(/^ {4}at /m);
});
