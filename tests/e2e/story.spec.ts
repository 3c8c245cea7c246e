import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { addDays } from "@/lib/time/dates";
import { at, dateOf, nextClockChange, visitDay } from "./support/days";
import { ELENA, FAMILY, NORA, patientsFile, SAM, scheduleFile, VICTOR } from "./support/schedule-file";
import { Simulator } from "./support/simulator";
import { signIn, waitUntilLive, watchStaying } from "./support/staff";

/**
 * The main job from end to end, as a clinic lives it: one browser, one Luma, nothing behind the screens' back. A file comes in, reminders
 * go out by text, call and e-mail, patients answer, and the front desk's screen changes by itself.
 */
test.describe.configure({ mode: "serial", timeout: 180_000 });

let context: BrowserContext;
/** The front desk's screen; stays open. */
let desk: Page;
let simulator: Simulator;
let day: string;

test.beforeAll(async ({ browser, baseURL }) => {
  context = await browser.newContext({ baseURL, locale: "en-US", viewport: { width: 1440, height: 900 } });
  desk = await context.newPage();
  simulator = new Simulator(await context.newPage());
});
test.afterAll(() => context.close());

const row = (first: string): Locator => desk.getByRole("row", { name: new RegExp(`${FAMILY}, ${first}|${first} ${FAMILY}`) });

/** A reminder in the visit's sheet. */
const reminder = (name: string | RegExp): Locator =>
  desk
    .getByRole("dialog")
    .getByRole("region", { name: "Reminders" })
    .getByRole("listitem")
    .filter({ has: desk.getByRole("heading", { name }) });

/** Uploads a file, checks it and imports it. */
async function importFile(page: Page, kind: "A schedule" | "Patients", name: string, buffer: Buffer, button: string): Promise<void> {
  await page.goto("/import/new");
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByRole("button", { name: "Check every row" }).click();
  await expect(page.getByText("Every row was checked; nothing has been changed yet.")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByText("The import is finished.")).toBeVisible({ timeout: 60_000 });
}

test("[OPS-01] [REM-01] [DLV-12] a manager imports patients and their schedule, and reminders are planned at once", async () => {
  await signIn(desk, "manager");
  day = visitDay(await simulator.now());
  await simulator.moveTo(at(addDays(day, -1), "18:05"));
  await importFile(desk, "Patients", "patients.csv", patientsFile(), "Import 4 patients");
  await importFile(desk, "A schedule", "schedule.csv", scheduleFile(day, addDays(day, 8)), "Import 5 visits");
  await desk.goto(`/schedule?view=list&q=${FAMILY}`);
  await expect(desk.getByRole("row", { name: new RegExp(FAMILY) })).toHaveCount(5);
  await row("Nora").getByRole("link").click();
  await expect(reminder("Final reminder, 2 days before")).toContainText("the visit was not on the schedule yet");
  await expect(reminder(/catch-up/i)).toContainText(/Planned.*9:00 AM E[SD]T/);
});

test("[OPS-02] [REM-02] [RTY-08] the clock moves to the reminder, the text arrives, Y is answered, and Today shows it without a reload", async () => {
  await simulator.moveTo(at(day, "09:00"));
  await desk.goto(`/today?q=${FAMILY}`);
  await waitUntilLive(desk);
  await expect(row("Nora")).toContainText("Unconfirmed");
  const stayed = await watchStaying(desk);
  await simulator.open(NORA.phone);
  await expect(simulator.thread).toContainText(/Harbor Family Health: Last reminder, Nora's visit.*Reply Y/, { timeout: 60_000 });
  await simulator.reply("Y");
  await expect(simulator.thread).toContainText("Nora's visit", { timeout: 30_000 });
  await expect(row("Nora")).toContainText("Confirmed", { timeout: 30_000 });
  await expect(simulator.thread).toContainText(/is confirmed/);
  await stayed();
});

test("[REM-02] [REM-07] a patient is called, presses 2, and the visit is cancelled on screen", async () => {
  await expect(row("Victor")).toContainText("Unconfirmed");
  const stayed = await watchStaying(desk);
  await simulator.open(VICTOR.phone);
  await simulator.thread.getByRole("button", { name: "Answer" }).click({ timeout: 60_000 });
  await expect(simulator.thread).toContainText(/Practice: Hello, this is Harbor Family Health/);
  await simulator.thread.getByRole("button", { name: "Key 2", exact: true }).click();
  await expect(row("Victor")).toContainText("Cancelled", { timeout: 30_000 });
  await stayed();
});

test("[REM-02] [REM-03] a patient opens the e-mail, follows its button, confirms on the page, and it shows on screen", async () => {
  await expect(row("Elena")).toContainText("Unconfirmed");
  const stayed = await watchStaying(desk);
  await simulator.open(ELENA.email);
  const mail = simulator.page.frameLocator("iframe[title^='E-mail']");
  const opened = context.waitForEvent("page");
  await mail.getByRole("link", { name: "Confirm", exact: true }).click();
  const patient = await opened;
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Do you want to confirm this visit?");
  await expect(row("Elena")).toContainText("Unconfirmed");
  await patient.getByRole("button", { name: /confirm/i }).click();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("Your visit is confirmed");
  await expect(row("Elena")).toContainText("Confirmed", { timeout: 30_000 });
  await stayed();
  await patient.close();
});
