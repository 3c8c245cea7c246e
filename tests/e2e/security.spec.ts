import AxeBuilder from "@axe-core/playwright";
import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import fs from "node:fs";
import path from "node:path";
import { Plants } from "../support/traces";
import { SCREENS } from "./support/screens";
import { search, signIn } from "./support/staff";

/** Nobody else is called that; zz-traces.spec.ts looks for her after all tests. */
export const PLANTED = {
  firstName: "Philippa",
  lastName: "Quillfeather",
  phone: "+12125550177",
  email: "philippa.quillfeather@mail.example",
  birthDate: "1961-04-07",
};

/** Every address that a page asks for, with the one it says it comes from. */
function recordAddresses(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith("data:") || request.url().startsWith("blob:")) return;
    seen.push(`${request.method()} ${request.url()}`, request.headers().referer ?? "");
  });
  page.on("framenavigated", (frame) => seen.push(`at ${frame.url()}`));
  return seen;
}

async function everyone(browser: Browser, baseURL: string | undefined): Promise<{ page: Page; seen: string[] }> {
  const context = await browser.newContext({ baseURL, locale: "en-US", viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { page, seen: recordAddresses(page) };
}

test("[SEC-05] no address that the screens ask for holds a name, a phone, an e-mail address or a birth date", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(420_000);
  const { page, seen } = await everyone(browser, baseURL);
  await signIn(page, "admin");

  await page.goto("/patients?open=new");
  const sheet = page.getByRole("dialog", { name: "New patient" });
  await sheet.getByLabel("First name").fill(PLANTED.firstName);
  await sheet.getByLabel("Last name").fill(PLANTED.lastName);
  await sheet.getByLabel("Birth date").fill(PLANTED.birthDate);
  await sheet.getByLabel("Mobile phone").fill("212 555 0177");
  await sheet.getByLabel("E-mail").fill(PLANTED.email);
  await sheet.getByRole("button", { name: "Add patient" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Quillfeather/ })).toBeVisible();
  const record = new URL(page.url()).pathname;

  // By name, phone and birth date, wherever lists are searched.
  for (const words of ["Philippa Quillfeather", "212-555-0177", "1961-04-07"]) {
    await search(page, "/patients", words);
    await expect(page.getByRole("row", { name: /Quillfeather/ }).first()).toBeVisible();
  }
  await page.locator(`a[data-row-link][href$="${record}"]`).click();
  await page.waitForURL(`**${record}`);
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("1961-04-07");
  await expect(page.getByRole("row", { name: /Quillfeather/ }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("1961-04-07");
  await expect(page.getByRole("row", { name: /Quillfeather/ }).first()).toBeVisible();
  const others = page.locator("tbody tr").filter({ hasNotText: "Quillfeather" });
  await expect(others).toHaveCount(0);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(others).not.toHaveCount(0);
  for (const list of [
    "/today",
    "/schedule?view=list",
    "/messages",
    "/messages?tab=next",
    "/messages?tab=answers",
    "/do-not-contact",
    "/simulator",
  ])
    await search(page, list, "Quillfeather");
  await page.goto("/today");
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Quillfeather");
  await page
    .getByRole("dialog")
    .getByRole("option", { name: /Quillfeather/ })
    .first()
    .click();
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/);

  // Second pages of lists, and every screen there is.
  const plants = new Plants().add(PLANTED, { rare: true });
  await page.goto("/patients");
  for (const row of await page.getByRole("row").all()) {
    const [name = "", born = ""] = await row.getByRole("cell").allInnerTexts();
    const [firstName = "", ...rest] = name
      .replace(/\(.*\)/, "")
      .trim()
      .split(" ");
    if (rest.length) plants.add({ firstName, lastName: rest.join(" ") });
    if (Number.isFinite(Date.parse(born)))
      plants.add({ firstName: "", lastName: "", birthDate: new Date(`${born} UTC`).toISOString().slice(0, 10) });
  }
  await page.getByRole("link", { name: "Next", exact: false }).last().click();
  await page.waitForURL(/after=/);
  // An answer is there only after other files had one sent.
  for (const screen of SCREENS.filter(({ name }) => name !== "an answer")) {
    await page.goto(typeof screen.at === "string" ? screen.at : await screen.at(page));
    await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toHaveCount(1);
  }
  expect(plants.size).toBeGreaterThan(50);
  expect(seen.length).toBeGreaterThan(100);
  expect(
    [...new Set(seen)].flatMap((address) => plants.find(address).map((what) => `${what} in ${address.replace(/[?#].*/, "")}`)),
  ).toEqual([]);
  await page.context().close();
});

test("[SEC-02] [SEC-05] words typed into an address, or sealed for somebody else, find nothing and show no search", async ({
  browser,
  baseURL,
}) => {
  const { page } = await everyone(browser, baseURL);
  await signIn(page, "manager");
  await page.goto("/patients?q=Quillfeather&find=Quillfeather");
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await search(page, "/patients", "Fernandez");
  const sealed = page.url();
  const other = await everyone(browser, baseURL);
  await signIn(other.page, "staff");
  await other.page.goto(sealed);
  await expect(other.page.getByRole("searchbox")).toHaveValue("");
  await other.page.context().close();
  await page.context().close();
});

test("[SEC-03] an admin reads the audit log: who looked at whom, one entry with its facts, the seals checked, and it saved as a file", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { page } = await everyone(browser, baseURL);
  await signIn(page, "admin");
  await page.goto("/patients");
  const patient = (await page.locator("a[data-row-link]").first().innerText()).trim();
  await page.locator("a[data-row-link]").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(patient.split(" ").at(-1)!);
  // Whoever looks again within ten minutes leaves no second entry, so it need not be among the newest of all.
  await page.goto(`/settings/audit?patient=${new URL(page.url()).pathname.split("/").at(-1)}`);
  const row = page
    .getByRole("row", { name: /Opened a patient’s record/ })
    .filter({ hasText: patient.split(" ").at(-1)! })
    .first();
  await expect(row).toBeVisible();
  await row.getByRole("link").click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("view-patient");
  await expect(sheet.getByRole("link", { name: "Everything about this patient" })).toBeVisible();
  await clean(page);
  await sheet.getByRole("link", { name: "Everything about this patient" }).click();
  await expect(page.getByRole("button", { name: /^Patient: / })).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export", exact: true }).click();
  const text = await (await saved).createReadStream().then(async (stream) => {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).toString();
  });
  expect(text).toContain("view-patient");
  await page.getByRole("link", { name: "Accounting of disclosures", exact: true }).click();
  await page.getByRole("button", { name: "Record a disclosure" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Record it" }).click();
  await expect(form).toContainText("Enter who got it.");
  await clean(page);
  await form.getByLabel("Day").fill("2026-01-15");
  await form.getByLabel("Who got it").fill("County Health Department");
  await form.getByLabel("What was disclosed").fill("Immunization record");
  await form.getByLabel(/^Why/).fill("Required by public health law");
  await form.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByRole("heading", { name: /County Health Department/ }).first()).toBeVisible();
  await clean(page);
  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Check the seals now" }).click();
  await expect(page.getByRole("region", { name: "Seals" })).toContainText(/Whole: .* seals over/, { timeout: 60_000 });
  await clean(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.context().close();
});

test("[SEC-02] [SEC-03] others than admins get neither the log nor its file", async ({ browser, baseURL }) => {
  const { page } = await everyone(browser, baseURL);
  await signIn(page, "manager");
  await page.goto("/settings/audit");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your role does not open this page");
  expect((await page.request.get("/settings/audit/export")).status()).toBe(403);
  await page.context().close();
  const stranger = await browser.newContext({ baseURL });
  expect((await stranger.request.get("/settings/audit/export")).status()).toBe(401);
  await stranger.close();
});

test("[SEC-08] an agreement is published, stands in a banner on every screen until it is accepted, and shows who did", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { page } = await everyone(browser, baseURL);
  await signIn(page, "admin");
  await page.goto("/settings/agreements?publish=baa");
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Title").fill("Business associate agreement");
  await sheet.getByLabel("Text", { exact: true }).fill(`Agreed on ${Date.now()}.`);
  if (await sheet.getByRole("checkbox", { name: "This is a material change" }).isVisible()) {
    await sheet.getByRole("checkbox", { name: "This is a material change" }).click();
    await sheet.getByLabel("What changes").fill("The list of carriers.");
  }
  await clean(page);
  await sheet.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/Version \d+ is published/)).toBeVisible();
  await page.goto("/today");
  const banner = page.getByRole("region", { name: "Agreements to accept" });
  await expect(banner).toContainText("Business associate agreement");
  await clean(page);
  await banner.getByRole("link", { name: "Read and accept" }).click();
  await page.getByRole("dialog").getByLabel("Your full name").fill("Ada Okafor");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Accept version/ })
    .click();
  await expect(page.getByRole("region", { name: "Accepted by" })).toContainText("Ada Okafor (admin");
  await expect(banner).toHaveCount(0);
  await page.context().close();
});

test("[SEC-11] security.txt names a contact and a date, and the page that it names says what to do, without a session", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL });
  const text = await (await context.request.get("/.well-known/security.txt")).text();
  expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
  expect(Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? "")).toBeGreaterThan(Date.now());
  const page = await context.newPage();
  await page.goto(new URL(/^Policy: (.*)$/m.exec(text)![1]!).pathname);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report a weakness in Luma");
  await clean(page);
  await context.close();
});

test("[SEC-04] [OPS-08] every route that the build lists answers with its policy and headers, and no script of another place runs", async ({
  request,
}) => {
  const manifest = path.resolve(process.env.LUMA_DIST_DIR ?? ".next", "app-path-routes-manifest.json");
  const routes = [...new Set(Object.values(JSON.parse(fs.readFileSync(manifest, "utf8")) as Record<string, string>))].filter(
    (route) => !["/_not-found", "/_global-error", "/favicon.ico", "/icon.svg"].includes(route),
  );
  expect(routes.length).toBeGreaterThan(40);
  for (const route of routes) {
    const { headers } = await withHeaders(request, route.replaceAll(/\[(?:\.\.\.)?\w+\]/g, "x"));
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, route).toMatch(/frame-ancestors 'none'|frame-ancestors 'self'/);
    expect(/script-src ([^;]*)/.exec(policy)?.[1] ?? "", route).not.toMatch(/unsafe|https?:|\*/);
    expect(headers["x-content-type-options"], route).toBe("nosniff");
    expect(headers["referrer-policy"], route).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers["x-powered-by"], route).toBeUndefined();
    expect(headers["access-control-allow-origin"], route).toBeUndefined();
  }
});

/** The first answer, wherever it leads; streams are left after their headers. */
async function withHeaders(request: APIRequestContext, address: string): Promise<{ headers: Record<string, string> }> {
  const response = await request.get(address, { maxRedirects: 0, timeout: 30_000 });
  return { headers: response.headers() };
}

async function clean(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}
