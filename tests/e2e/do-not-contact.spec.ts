import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { search, signIn } from "./support/staff";

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

test("[CON-09] a manager uploads a do-not-contact list, checks it first, takes the problems and the whole list as files", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "manager");
  await page.goto("/do-not-contact");
  await page.getByRole("link", { name: "Upload" }).click();
  await expect(page.getByRole("radio", { name: /do-not-contact list/i })).toBeChecked();
  const file = "Phone,E-mail,Reason,Source\n(212) 555-0171,,Asked in writing,Old system\n,ann@patients.example,,\n12,,,\n";
  await page.getByLabel("CSV file").setInputFiles({ name: "stops.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Upload" }).click();

  await expect(page.getByRole("heading", { name: "Which column holds what?" })).toBeVisible();
  await expect(page.getByLabel("Number or address")).toHaveValue("0");
  await expect(page.getByLabel("Date of birth")).toHaveCount(0);
  await clean(page);
  await page.getByRole("button", { name: "Check every row" }).click();
  await expect(page.getByText("nothing has been changed yet")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("“12” is neither a phone number nor an e-mail address.").first()).toBeVisible();
  await clean(page);
  const problems = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect(await readFile(await (await problems).path(), "utf8")).toContain("neither a phone number nor an e-mail address");

  await page.getByRole("button", { name: "Import 2 entries" }).click();
  await page.getByRole("link", { name: "Open the list" }).click({ timeout: 60_000 });
  await search(page, "/do-not-contact", "555-0171");
  await page.getByRole("link", { name: "(212) 555-0171" }).click();
  await expect(page.getByRole("dialog")).toContainText("Asked in writing · Source: Old system");
  await expect(page.getByRole("dialog")).toContainText("Staff can remove this entry.");

  await page.goto("/do-not-contact");
  const list = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const text = await readFile(await (await list).path(), "utf8");
  expect(text).toContain("'+12125550171,Everything,An import,Came with an import,Asked in writing · Source: Old system");
});

test("[CON-09] [SEC-03] the list as a file is not for everyone", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/do-not-contact");
  await expect(page.getByRole("button", { name: "Add", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Download" })).toHaveCount(0);
  expect((await page.request.get("/do-not-contact/download")).status()).toBe(403);
});
