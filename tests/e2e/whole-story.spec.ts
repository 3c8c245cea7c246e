import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { addDays } from "@/lib/time/dates";
import { at, nextClockChange, visitDay, zoneName } from "./support/days";
import { ELENA, FAMILY, NORA, patientsFile, SAM, scheduleFile, VICTOR } from "./support/schedule-file";
import { Simulator } from "./support/simulator";
import { search, signIn, waitUntilLive, watchStaying } from "./support/staff";

/**
 * The main job from end to end, as a clinic lives it: one browser, one Luma, nothing behind the screens' back. A file comes in, reminders
 * go out by text, call and e-mail, patients answer, and the front desk's screen changes by itself. The last file of all: it moves the clock months ahead.
 */
test.describe.configure({ mode: "serial", timeout: 180_000 });

let context: BrowserContext;
/** The front desk's screen; stays open. */
let desk: Page;
let simulator: Simulator;
let day: string;

test.beforeAll(async ({ browser, baseURL }) => {
  context = await browser.newContext({ baseURL, locale: "en-US", viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(20_000);
  desk = await context.newPage();
  await signIn(desk, "manager");
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

/** One day, as the lists' filter writes it. */
const only = (date: string): string => `${date}..${date}`;

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
  day = visitDay(await simulator.now());
  await simulator.moveTo(at(addDays(day, -1), "18:05"));
  await importFile(desk, "Patients", "patients.csv", patientsFile(), "Import 4 patients");
  await importFile(desk, "A schedule", "schedule.csv", scheduleFile(day, addDays(day, 8)), "Import 5 visits");
  await search(desk, "/schedule?view=list", FAMILY);
  await expect(desk.getByRole("row", { name: new RegExp(FAMILY) })).toHaveCount(5);
  await row("Nora").getByRole("link").click();
  await expect(reminder("Final reminder, 2 days before")).toContainText("the visit was not on the schedule yet");
  await expect(reminder(/catch-up/i)).toContainText(/Planned.*9:00 AM E[SD]T/);
});

test("[OPS-02] [REM-02] [RTY-08] the clock moves to the reminder, the text arrives, Y is answered, and Today shows it without a reload", async () => {
  await simulator.moveTo(at(day, "09:00"));
  await search(desk, "/today", FAMILY);
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

test("[REM-11] a patient texts that they come ten minutes late: Today says so, and the visit shows the words and what they were taken for", async () => {
  await simulator.open(NORA.phone);
  await simulator.reply("running 10 minutes late");
  await expect(row("Nora")).toContainText("Late 10 min", { timeout: 30_000 });
  await row("Nora").getByRole("link").click();
  const said = desk.getByRole("dialog").getByRole("region", { name: "Answers" });
  await expect(said).toContainText("running 10 minutes late");
  await expect(said).toContainText("Understood as: is running late");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toBeHidden();
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

test("[CON-09] [CON-10] [CON-11] [REM-07] please stop is honoured at once: the list shows it with our number, later reminders are skipped", async () => {
  await simulator.open(SAM.phone);
  await expect(simulator.thread).toContainText(/Sam's visit/, { timeout: 60_000 });
  await simulator.reply("please stop");
  await expect(simulator.thread).toContainText(/no more|will not/i, { timeout: 30_000 });
  await search(desk, "/do-not-contact", FAMILY);
  const entry = desk.getByRole("row", { name: /Sam Marlowe/ });
  await expect(entry).toContainText("(212) 555-0184");
  await expect(entry).toContainText("(833) 555-0142");
  await search(desk, "/schedule?view=list", FAMILY);
  await row("Sam").last().getByRole("link").click();
  for (const name of ["Reminder, 7 days before", "Reminder, 5 days before", "Final reminder, 2 days before"])
    await expect(reminder(name)).toContainText(/Skipped.*do.not.contact/is);
});

test("[DLV-10] [CON-14] a message opens with what was said, its facts and its trail", async () => {
  await search(desk, "/messages", `${NORA.first} ${FAMILY}`);
  await desk
    .getByRole("row", { name: /The last reminder/ })
    .getByRole("link")
    .click();
  const sheet = desk.getByRole("dialog");
  await expect(sheet).toContainText("Last reminder, Nora's visit");
  await expect(sheet).toContainText("Not on the do-not-contact list when it was sent");
  const trail = sheet.getByRole("list", { name: "What happened and why" }).getByRole("listitem");
  await expect(trail.first()).toContainText(/Planned.*Setting: Catch-up reminder/s);
  await expect(trail.filter({ hasText: "preferred contact, by text message" })).toHaveCount(1);
  await expect(trail.filter({ hasText: "The time is allowed by every delivery rule." })).toHaveCount(1);
  await expect(trail.last()).toContainText(/Sent.*The carrier accepted the message\./s);
});

test.describe("across a change of clocks", () => {
  let change: string;
  let visit: string;

  /** What was sent to Nora, as the list of messages tells it, newest first. */
  const sent = (text: RegExp): Locator => desk.getByRole("row", { name: text });

  test("[DLV-09] [REM-01] a visit after the change is booked, and its reminders are due at its own time of day on both sides", async () => {
    change = nextClockChange(await simulator.now(), 21);
    visit = addDays(change, 2);
    await desk.goto("/schedule?open=new");
    const form = desk.getByRole("dialog");
    await form.getByRole("combobox", { name: "Patient" }).fill(`${NORA.first} ${FAMILY}`);
    await form.getByRole("option", { name: new RegExp(FAMILY) }).click();
    const facility = form.getByLabel("Facility");
    await facility.selectOption(await facility.locator("option", { hasText: "Harbor Main Street" }).getAttribute("value"));
    await form.getByLabel("Date").fill(visit);
    await form.getByLabel(/^Time/).fill("11:00");
    await form.getByRole("button", { name: "Book appointment" }).click();
    await expect(desk.getByText("Visit booked")).toBeVisible();
    const before = zoneName(addDays(change, -1));
    await expect(reminder("Reminder, 7 days before")).toContainText(`11:00 AM ${before}`);
    await expect(reminder("Reminder, 5 days before")).toContainText(`11:00 AM ${before}`);
    await expect(reminder("Final reminder, 2 days before")).toContainText(`11:00 AM ${zoneName(change)}`);
  });

  test("[DLV-09] [RTY-08] reminders go out at that time before the change", async () => {
    test.setTimeout(300_000);
    await simulator.moveTo(at(addDays(visit, -7), "10:40"));
    for (const days of [7, 5]) {
      await simulator.moveThrough(at(addDays(visit, -days), "11:00"));
      await search(desk, `/messages?days=${only(addDays(visit, -days))}`, `${NORA.first} ${FAMILY}`);
      await expect(sent(/Reminder of one visit/)).toContainText(`11:00 AM ${zoneName(addDays(change, -1))}`, { timeout: 60_000 });
    }
  });

  test("[REM-01] [DLV-11] [DLV-12] the manager changes the cadence, sees what it would do, and the plan follows", async () => {
    await desk.goto("/settings/reminders?open=reminders.cadence");
    const sheet = desk.getByRole("dialog");
    for (const n of [3, 2, 1]) await sheet.getByRole("button", { name: `Remove reminder ${n}` }).click();
    await sheet.getByRole("button", { name: "Add a reminder" }).click();
    const first = sheet.getByRole("group", { name: "Reminder 1" });
    await first.getByLabel("When").selectOption("At a time of day");
    await first.getByLabel("Days before").fill("3");
    await first.getByLabel("At", { exact: true }).fill("10:00");
    await sheet.getByRole("button", { name: "Add a reminder" }).click();
    const second = sheet.getByRole("group", { name: "Reminder 2" });
    await second.getByLabel("Days").fill("");
    await second.getByLabel("Hours").fill("2");
    await sheet.getByRole("button", { name: "Show the effect" }).click();
    const effect = sheet.getByRole("list", { name: "With this change" });
    await expect(effect).toContainText(`10:00 AM ${zoneName(addDays(change, -1))}`);
    await expect(effect).toContainText(`9:00 AM ${zoneName(visit)}`);
    await sheet.getByRole("button", { name: /^Save for/ }).click();
    await expect(desk.getByText("Saved.")).toBeVisible();
    // A list that was opened before the new plan was ready holds its rows still: it is opened again until the plan is there.
    await expect(async () => {
      await search(desk, "/messages?tab=next", `${NORA.first} ${FAMILY}`);
      await expect(desk.getByRole("row", { name: /Marlowe/ })).toHaveCount(2, { timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await expect(desk.getByRole("row", { name: /Marlowe/ }).first()).toContainText("10:00 AM");
    await expect(desk.getByRole("row", { name: /Marlowe/ }).last()).toContainText("9:00 AM");
  });

  test("[DLV-09] [DLV-12] the new plan goes out across the change, each message once and at its time on the wall", async () => {
    test.setTimeout(300_000);
    await simulator.moveThrough(at(addDays(visit, -3), "10:00"));
    await search(desk, `/messages?days=${only(addDays(visit, -3))}`, `${NORA.first} ${FAMILY}`);
    await expect(sent(/Reminder of one visit/)).toContainText(`10:00 AM ${zoneName(addDays(change, -1))}`, { timeout: 60_000 });
    await simulator.moveThrough(at(visit, "09:00"));
    await search(desk, `/messages?days=${only(visit)}`, `${NORA.first} ${FAMILY}`);
    await expect(sent(/The last reminder/)).toContainText(`9:00 AM ${zoneName(visit)}`, { timeout: 60_000 });
    await simulator.open(NORA.phone);
    await expect(simulator.thread.getByText(/Nora's visit.*11:00 AM/)).toHaveCount(4);
  });
});
