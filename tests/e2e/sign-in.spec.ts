import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/auth/demo-users";
import {
  currentCode,
  disablePerson,
  enterCode,
  enterPassword,
  makePerson,
  passStep,
  setUpAuthenticator,
  shownSecret,
} from "./support/accounts";
import { startOidcServer } from "../support/oidc-server";
import { localLuma } from "./support/local-luma";
import { signIn, waitUntilLive } from "./support/staff";

/*
 * [SEC-01] One person's account from the first sign-in on: authenticator, recovery code, forgotten password, automatic sign-out. Every page
 * on the way is looked at: axe, a phone, one heading, no complaint in the console.
 */
test.describe.configure({ mode: "serial", timeout: 120_000 });

const EMAIL = `jordan.${Date.now()}@harbor.example`;
const NAME = "Jordan Whitlock-Featherstonehaugh";
const FRESH = "seven brass owls hum";

let luma: Awaited<ReturnType<typeof localLuma>>;
let secret = "";
let codes: string[] = [];

test.beforeAll(async () => {
  luma = await localLuma();
  await makePerson(luma.owner, { email: EMAIL, name: NAME, role: "staff" });
});
test.afterAll(async () => {
  await disablePerson(luma.owner, EMAIL);
  await luma.owner.end();
});

/** What is wrong with the page that is open, in words; at both widths. */
async function look(page: Page): Promise<void> {
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`)).toEqual([]);
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
    expect(width, `${page.url()} at ${viewport.width} px`).toBeLessThanOrEqual(room);
  }
  await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page).toHaveTitle(/ · Luma$/);
}

async function toRecovery(page: Page): Promise<void> {
  await page.getByRole("link", { name: /Use a recovery code/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Use a recovery code" })).toBeVisible();
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in**");
};

test("[SEC-01] the first sign-in sets up an authenticator: wrong code beside its field, recovery codes once, then in", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && page.url().includes("/sign-in")) complaints.push(message.text());
  });
  await page.goto("/sign-in");
  await look(page);
  await page.getByLabel("Password").fill("seen");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByLabel("Password")).toHaveAttribute("type", "text");
  await enterPassword(page, EMAIL);
  await page.waitForURL("**/sign-in/set-up**");
  await look(page);
  await page.getByLabel("Enter the six digits").fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("not right");
  await expect(page.getByLabel("Enter the six digits")).toHaveAttribute("aria-invalid", "true");
  await look(page);
  // The key stays the same, so that what the app has goes on to count.
  const before = await shownSecret(page);
  await page.reload();
  expect(await shownSecret(page)).toBe(before);
  ({ secret, codes } = await setUpAuthenticator(page));
  expect(secret).toBe(before);
  expect(codes).toHaveLength(10);
  expect(complaints).toEqual([]);
});

test("[SEC-01] password, then code; half-way nothing opens; a used code is refused; a recovery code works once", async ({ page }) => {
  await enterPassword(page, EMAIL);
  await page.waitForURL("**/sign-in/code**");
  await look(page);
  await page.goto("/patients");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await passStep(luma.owner, EMAIL);
  await enterPassword(page, EMAIL);
  const code = currentCode(secret);
  await enterCode(page, code);
  await page.waitForURL("**/today");
  await signOut(page);

  await enterPassword(page, EMAIL);
  await enterCode(page, code);
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("used before");
  await toRecovery(page);
  await look(page);
  await enterCode(page, codes[0]!);
  await page.waitForURL("**/today");
  await signOut(page);
  await enterPassword(page, EMAIL);
  await toRecovery(page);
  await enterCode(page, codes[0]!);
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("not right");
});

test("[SEC-01] signing in works without JavaScript, code and all, and asks password managers the right way", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in?next=%2Fpatients");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("autocomplete", "username");
  await expect(page.getByLabel("Password")).toHaveAttribute("autocomplete", "current-password");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("do not match");
  await expect(page.getByLabel("E-mail")).toHaveValue(EMAIL);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByLabel("Code")).toHaveAttribute("autocomplete", "one-time-code");
  await passStep(luma.owner, EMAIL);
  await enterCode(page, currentCode(secret));
  await page.waitForURL("**/patients");
  await context.close();
});

test("[SEC-01] your account: password, authenticator and sessions; another device is signed out from here", async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL });
  const elsewhere = await other.newPage();
  for (const [one, next] of [
    [elsewhere, 0],
    [page, 1],
  ] as const) {
    await enterPassword(one, EMAIL);
    await toRecovery(one);
    await enterCode(one, codes[1 + next]!);
    await one.waitForURL("**/today");
  }
  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("Unused recovery codes: 7.")).toBeVisible();
  await look(page);
  await waitUntilLive(page);

  await waitUntilLive(elsewhere);
  await page.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(page.getByRole("button", { name: "Sign out all other devices" })).toHaveCount(0);
  // The open stream says so with its next tick, or a refresh of the screen finds out before.
  await elsewhere.waitForURL(/\/sign-in\?/, { timeout: 30_000 });
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Sign in to Luma" })).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await page.getByLabel("Your password, to go on").fill("wrong");
  await page.getByRole("button", { name: "Make new recovery codes" }).last().click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("not your current password");
  await page.getByLabel("Your password, to go on").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Make new recovery codes" }).last().click();
  await expect(page.getByText("They are shown only now")).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "Set up another phone" }).click();
  await page.getByLabel("Your password, to go on").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Set up another phone" }).last().click();
  await page.waitForURL("**/account/second-factor");
  await look(page);
  secret = await shownSecret(page);
  await page.getByLabel("Enter the six digits").fill(currentCode(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("They are shown only now")).toBeVisible();
});

test("[SEC-01] a forgotten password: the link comes to the simulator's inbox and works once", async ({ page, browser, baseURL }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await page.waitForURL("**/forgot-password");
  await look(page);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.waitForURL("**/forgot-password?sent**");
  await look(page);

  const office = await browser.newContext({ baseURL });
  const admin = await office.newPage();
  await signIn(admin, "admin");
  await expect(async () => {
    await admin.goto("/simulator");
    await admin.getByRole("link", { name: EMAIL }).click({ timeout: 2_000 });
    await admin
      .getByRole("link", { name: /Choose a new password for Luma/ })
      .first()
      .click({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  const link = admin.locator("article iframe").contentFrame().getByRole("link", { name: "Choose a new password" });
  const address = (await link.getAttribute("href"))!;
  await office.close();

  const response = await page.goto(address);
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  await look(page);
  await page.getByLabel("New password").fill(FRESH);
  await page.getByLabel("The same again").fill(`${FRESH}!`);
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("not the same");
  await page.getByLabel("New password").fill("password12345");
  await page.getByLabel("The same again").fill("password12345");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("attackers try first");
  await page.getByLabel("New password").fill(FRESH);
  await page.getByLabel("The same again").fill(FRESH);
  await page.getByRole("button", { name: "Save password" }).click();
  await page.waitForURL("**/sign-in?notice=password-set");
  await expect(page.getByText("Your password is saved.")).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: "This link was used already" })).toBeVisible();
  await look(page);
  await page.goto("/set-password/111111111111111aa");
  await expect(page.getByRole("heading", { level: 1, name: "This link is not complete" })).toBeVisible();
  await enterPassword(page, EMAIL);
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("do not match");
});

test("[SEC-01] after fifteen minutes without use every tab is signed out, and a minute before it asks", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  await context.clock.install();
  const page = await context.newPage();
  await enterPassword(page, EMAIL, FRESH);
  await passStep(luma.owner, EMAIL);
  await enterCode(page, currentCode(secret));
  await page.waitForURL("**/today");
  await waitUntilLive(page);
  const second = await context.newPage();
  await second.goto("/messages");
  await waitUntilLive(second);

  await context.clock.fastForward("14:10");
  const question = page.getByRole("dialog", { name: "Are you still there?" });
  await expect(question).toBeVisible();
  await look(page);
  const beat = page.waitForResponse("**/api/auth/active");
  await question.getByRole("button", { name: "Stay signed in" }).click();
  expect((await beat).status()).toBe(204);
  await expect(question).toHaveCount(0);

  await context.clock.fastForward("14:30");
  await expect(question).toBeVisible();
  await context.clock.fastForward("00:40");
  for (const tab of [page, second]) {
    await tab.waitForURL("**/sign-in?notice=idle**");
    await expect(tab.getByText("nobody used Luma here for a while")).toBeVisible();
  }
  await page.goto("/patients");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await context.close();
});

test("[SEC-01] the server ends it too, for a laptop that slept", async ({ page }) => {
  await signIn(page, "manager");
  await luma.owner.query(
    "update user_session set seen_at = clock_timestamp() - interval '16 minutes' where user_id = (select id from app_user where email = 'manager@harbor.example') and revoked_at is null",
  );
  await page.goto("/patients");
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("[SEC-01] single sign-on: set up and tried on screen, and a person comes in through a real provider", async ({
  page,
  browser,
  baseURL,
}) => {
  const provider = await startOidcServer(`${baseURL}/api/auth/sso/callback/harbor`);
  provider.people.set("jordan", { sub: "jordan", email: EMAIL, email_verified: true, name: NAME });
  provider.who = "jordan";
  await signIn(page, "admin");
  await page.goto("/settings/single-sign-on");
  await look(page);
  const domains = page.getByLabel("E-mail domains of your people");
  await page.getByLabel("Issuer").fill("http://127.0.0.1:9");
  await page.getByLabel("Client id").fill(provider.client.id);
  await page.getByLabel("Client secret").fill("wrong");
  await domains.fill("not a domain");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(domains).toHaveAttribute("aria-invalid", "true");
  await look(page);
  await domains.fill("harbor.example");
  await page.getByRole("button", { name: "Test connection" }).click();
  const problem = page.getByRole("main").getByRole("alert").first();
  await expect(problem).toContainText("No identity provider answers");
  await page.getByLabel("Issuer").fill(provider.issuer);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(problem).toContainText("refuses this client id or secret");
  await page.getByLabel("Client secret").fill(provider.client.secret);
  await page.getByLabel("People of these domains can sign in with it").check();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("knows this client id and secret")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("Client secret")).toHaveValue("");

  const context = await browser.newContext({ baseURL });
  const visitor = await context.newPage();
  await visitor.goto("/sign-in?next=%2Fpatients");
  await visitor.getByRole("link", { name: "Sign in with single sign-on" }).click();
  await visitor.waitForURL("**/sign-in/sso?next=**");
  await look(visitor);
  await visitor.getByLabel("E-mail").fill("someone@elsewhere.example");
  await visitor.getByRole("button", { name: "Continue" }).click();
  await expect(visitor.getByRole("main").getByRole("alert").first()).toContainText("No organization uses single sign-on");
  await visitor.getByLabel("E-mail").fill("someone@harbor.example");
  await visitor.getByRole("button", { name: "Continue" }).click();
  await look(visitor);
  await visitor.getByRole("link", { name: /Continue to your organization/ }).click();
  await visitor.waitForURL("**/patients");
  await expect(visitor.getByRole("button", { name: `Your menu, ${NAME}` })).toBeVisible();
  await context.clearCookies();
  provider.people.set("jordan", { sub: "jordan", email: EMAIL, email_verified: false, name: NAME });
  await visitor.goto("/api/auth/sso/start?organization=harbor");
  await visitor.waitForURL("**/sign-in/sso?problem=unverified");
  await look(visitor);
  await context.close();
  await provider.stop();

  // Other tests find the demo clinic as it was.
  await page.getByLabel("People of these domains can sign in with it").uncheck();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await visitorCannotStart(browser, baseURL);
});

async function visitorCannotStart(browser: Browser, baseURL: string | undefined): Promise<void> {
  const context = await browser.newContext({ baseURL });
  const visitor = await context.newPage();
  await expect(async () => {
    await visitor.goto("/api/auth/sso/start?organization=harbor");
    expect(visitor.url()).toContain("/sign-in/sso?problem=none");
  }).toPass({ timeout: 20_000 });
  await context.close();
}
