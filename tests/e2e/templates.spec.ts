import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/staff";

const TEXT = "/templates/reminder?channel=sms&language=en";

/** The editor of the reminder by text, once it shows its preview and so reads what is typed. */
async function openEditor(page: Page): Promise<void> {
  await page.goto(TEXT);
  await expect(page.getByTestId("preview-text")).toBeVisible();
}

/** The standard wording again, whatever a test left behind: other tests read it. */
async function backToStandard(page: Page): Promise<void> {
  await page.goto(TEXT);
  const back = page.getByRole("button", { name: "Back to the standard wording" });
  if (await back.isVisible()) {
    await back.click();
    await expect(page.getByText("This is the standard wording.")).toBeVisible();
  }
}

test.describe("templates", () => {
  test.describe.configure({ timeout: 120_000 });
  test.afterEach(async ({ page }) => backToStandard(page));

  test("[TPL-01] [TPL-03] [TPL-05] a manager rewords a reminder by keyboard, sees it on a real visit, saves it and goes back", async ({
    page,
  }) => {
    await signIn(page, "manager");
    await page.goto("/templates");
    await page.getByRole("link", { name: "Reminder of one visit" }).click();
    const text = page.getByRole("textbox", { name: "Text" });
    const preview = page.getByTestId("preview-text");
    await expect(preview).toContainText("Harbor Family Health");
    await expect(preview).not.toContainText("{{");

    await text.fill("Hello ");
    await text.press("End");
    await text.pressSequentially("{{ patientFi");
    await expect(page.getByRole("option", { name: /patientFirstName/ })).toHaveAttribute("aria-selected", "true");
    await text.press("Enter");
    await expect(text).toHaveValue("Hello {{ patientFirstName }}");
    await expect(text).toBeFocused();
    await text.pressSequentially(", {{ appointmentDate");
    await text.press("Escape");
    await expect(page.getByRole("listbox", { name: "Squigglies" })).toHaveCount(0);
    await text.pressSequentially(" }}.");
    const visit = page.getByLabel("Upcoming visit");
    const first = (await visit.locator("option").first().innerText()).split(" ")[0]!;
    await expect(preview).toContainText(`Hello ${first}, `);
    await expect(page.getByTestId("sms-meter")).toContainText("1 segment");
    const other = visit.locator("option").nth(2);
    await visit.selectOption({ index: 2 });
    await expect(preview).toContainText(`Hello ${(await other.innerText()).split(" ")[0]!}, `);

    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(page.getByText("These are your own words.")).toBeVisible();
    await expect(page.getByText(/Version \d+ \(in use\)/)).not.toContainText("someone who has left");
    await page.goto("/templates?words=own");
    await expect(page.getByRole("row", { name: /Reminder of one visit/ })).toContainText("Own: en");
    await backToStandard(page);
    await expect(preview).toContainText("Harbor Family Health");
    await expect(page.getByText(/back to the standard wording \(in use\)/)).toBeVisible();
  });

  test("[TPL-05] [CON-11] an unknown squiggly and a prompt for CANCEL are refused beside the field, and what was typed stays", async ({
    page,
  }) => {
    await signIn(page, "manager");
    await openEditor(page);
    const text = page.getByRole("textbox", { name: "Text" });
    await text.fill("Hi {{ patientFirstNam }}");
    await page.getByRole("button", { name: "Save as a new version" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText('Did you mean "patientFirstName"?');
    await expect(text).toHaveAttribute("aria-invalid", "true");
    await expect(text).toHaveValue("Hi {{ patientFirstNam }}");
    await text.fill("Reply CANCEL to cancel.");
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(summary).toContainText("Ask for N instead");
    await page.reload();
    await expect(page.getByText("This is the standard wording.")).toBeVisible();
  });

  test("[TPL-07] [TPL-09] letters that make a text dear are named; e-mails show in light, dark and plain; other languages have their own words", async ({
    page,
  }) => {
    await signIn(page, "manager");
    await openEditor(page);
    await page.getByRole("textbox", { name: "Text" }).fill(`See you soon \u{1F600}. ${"Please bring your card. ".repeat(4)}`);
    const meter = page.getByTestId("sms-meter");
    await expect(meter).toContainText("UCS-2");
    await expect(meter).toContainText("2 segments");
    await expect(meter).toContainText("\u{1F600}");
    await page.getByRole("link", { name: "E-mail" }).click();
    const mail = page.frameLocator('iframe[title="The e-mail"]');
    await expect(mail.getByText("Harbor Family Health").first()).toBeVisible();
    const ground = () => mail.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await ground();
    await page.getByRole("radio", { name: "Dark" }).click();
    await expect.poll(ground).not.toBe(light);
    await page.getByRole("radio", { name: "As plain text" }).click();
    await expect(page.locator("pre").getByText(/Harbor Family Health/)).toBeVisible();
    await page.getByLabel("Language").selectOption("fr");
    await expect(page.getByRole("textbox", { name: "Subject" })).toHaveValue("Un rappel du cabinet {{practiceName}}");
  });

  test("[SEC-02] staff read the wording and cannot change it", async ({ page }) => {
    await signIn(page, "staff");
    await openEditor(page);
    await expect(page.getByText("A manager or an admin can change the wording.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save as a new version" })).toHaveCount(0);
    await expect(page.getByTestId("preview-text")).toBeVisible();
  });
});
