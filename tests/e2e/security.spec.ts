import { expect, test, type Browser, type Page } from "@playwright/test";
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
  const page = await context.newPage();
  return { page, seen: recordAddresses(page) };
}

test("[SEC-05] no address that the screens ask for holds a name, a phone, an e-mail address or a birth date", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(420_000);
  const { page, seen } = await everyone(browser, baseURL);
  await signIn(page, "manager");

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
  await page.waitForURL(`**${record}`);

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
