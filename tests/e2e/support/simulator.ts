import { addressWords } from "@/components/contacts/address-words";
import { expect, type Locator, type Page } from "@playwright/test";
import { waitUntilLive } from "./staff";

const MINUTE = 60_000;
const STEPS = [
  { label: "+1 week", ms: 7 * 24 * 60 * MINUTE },
  { label: "+1 day", ms: 24 * 60 * MINUTE },
  { label: "+1 hour", ms: 60 * MINUTE },
  { label: "+10 minutes", ms: 10 * MINUTE },
] as const;

/** The Simulator screen as a tester uses it: the clock, phones and inboxes. */
export class Simulator {
  constructor(readonly page: Page) {}

  private get clock(): Locator {
    return this.page.getByRole("region", { name: "Clock" });
  }

  /** Product time, as the screen shows it (to the second it was drawn). */
  async now(): Promise<Date> {
    await this.page.goto("/simulator");
    // A click before the page listens would be lost.
    await waitUntilLive(this.page);
    return this.shown();
  }

  private async shown(): Promise<Date> {
    return new Date((await this.clock.locator("time").first().getAttribute("datetime")) ?? "");
  }

  /** Presses the clock's buttons, large steps first, until product time is at or less than ten minutes after `target`. */
  async moveTo(target: Date): Promise<void> {
    let now = await this.now();
    while (now < target) {
      const left = target.getTime() - now.getTime();
      const step = STEPS.find(({ ms }) => ms <= left) ?? STEPS.at(-1)!;
      await this.press(this.clock.getByRole("button", { name: step.label, exact: true }), now, step.ms);
      now = await this.shown();
    }
  }

  /** Presses "To the next planned message". */
  async moveToNext(): Promise<Date> {
    const before = await this.now();
    const button = this.clock.getByRole("button", { name: "To the next planned message" });
    await expect(button).toBeEnabled({ timeout: 60_000 });
    const due = new Date((await this.clock.locator("time").last().getAttribute("datetime")) ?? "");
    await this.press(button, before, due.getTime() - before.getTime());
    return this.shown();
  }

  /** From planned message to planned message up to `target`, at which one is due: other patients' may lie on the way. */
  async moveThrough(target: Date): Promise<void> {
    while ((await this.now()) < target) await this.moveToNext();
  }

  private async press(button: Locator, before: Date, atLeast: number): Promise<void> {
    await button.click();
    await expect.poll(async () => (await this.shown()).getTime() - before.getTime(), { timeout: 30_000 }).toBeGreaterThanOrEqual(atLeast);
    await expect(button.or(this.clock.getByRole("button", { name: "+1 hour" })).first()).toBeEnabled();
  }

  /** Opens a phone or an inbox. */
  async open(address: string): Promise<void> {
    await this.page.goto("/simulator");
    const list = this.page.getByRole("navigation", { name: "Phones and inboxes" });
    await list.getByRole("link", { name: new RegExp(`${escape(addressWords(address))}(?!\\d)`) }).click();
    await expect(this.page.getByRole("region", { name: new RegExp(`(Phone|Inbox) ${escape(address)}`) })).toBeVisible();
  }

  /** Texts and calls of the phone that is open. */
  get thread(): Locator {
    return this.page.getByRole("log", { name: "Texts and calls" });
  }

  /** Writes back as the patient whose phone is open. */
  async reply(text: string): Promise<void> {
    await this.page.getByLabel("Write as the patient").fill(text);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(this.thread.getByText(text, { exact: true })).toBeVisible();
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
