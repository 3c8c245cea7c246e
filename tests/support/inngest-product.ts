import assert from "node:assert/strict";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { type Scope, withContext } from "@/lib/context";
import { sendNow } from "@/lib/delivery/send-now";
import { moveClock } from "@/lib/demo/clock";
import { checkImport, runImport } from "@/lib/imports/change-run";
import { getRunRow } from "@/lib/imports/run-row";
import { startImport } from "@/lib/imports/start-import";
import { saveSetting } from "@/lib/settings/save-setting";
import { addDays, toWall } from "@/lib/time";
import { testEnvironment } from "./environment";
import { type InngestServer, inngestServer, type ServerRun } from "./inngest-server";
import { type RunningLuma, startLuma } from "./running-luma";

/*
 * The product itself on a real Inngest server, by its environment alone: `npm start` without a worker, its own functions, and the main job of a clinic
 * from a file to a confirmed visit. What people do is done by the verbs that their screens call; the outcome is read from the database.
 */

const APP = "luma";
const ZONE = "America/New_York";
const FAMILY = "Quennell";
const PEOPLE = [
  { id: "IP1", first: "Nora", phone: "+12125550171", email: "", prefers: "Text" },
  { id: "IP2", first: "Elena", phone: "", email: "elena.quennell@mail.example", prefers: "E-mail" },
  { id: "IP3", first: "Sam", phone: "+12125550173", email: "", prefers: "Text" },
] as const;
type First = (typeof PEOPLE)[number]["first"];

type Row = Record<string, unknown>;

export type ProductOptions = {
  url: string;
  /** Of a server that wants signed calls; without them the server is a development server. */
  keys?: { event: string; signing: string };
  say: (text: string) => void;
};

/** Plays the story on the Inngest server at `url`, telling each step. Gives how many steps passed and failed. */
export async function playProduct(options: ProductOptions): Promise<{ passed: number; failed: number }> {
  const begun = new Date();
  const luma = await startLuma({
    INNGEST_BASE_URL: options.url,
    ...(options.keys ? { INNGEST_EVENT_KEY: options.keys.event, INNGEST_SIGNING_KEY: options.keys.signing } : { INNGEST_DEV: "1" }),
  });
  const owner = new pg.Pool({ connectionString: luma.ownerUrl, max: 2 });
  owner.on("error", () => undefined);
  try {
    testEnvironment(undefined, luma.variables);
    const story = new Story(luma, inngestServer(options.url, APP), owner, begun, options.say);
    return await story.play();
  } finally {
    await closeDatabase();
    await owner.end();
    await luma.stop();
  }
}

class Story {
  readonly #simulator: ReturnType<typeof simulatorControl>;
  #manager!: Scope;
  #sender!: string;

  constructor(
    private readonly luma: RunningLuma,
    private readonly server: InngestServer,
    private readonly owner: pg.Pool,
    private readonly begun: Date,
    private readonly say: (text: string) => void,
  ) {
    this.#simulator = simulatorControl(luma.simulatorUrl);
  }

  async play(): Promise<{ passed: number; failed: number }> {
    const steps: [string, () => Promise<string | void>][] = [
      ["the web process registers every function by itself; no worker runs", () => this.#registered()],
      ["files are checked and imported", () => this.#imports()],
      ["reminders are planned", () => this.#planned()],
      ["the clock is moved, and what is due goes out by text and e-mail", () => this.#sent()],
      ["receipts come back by the carriers' webhooks", () => this.#delivered()],
      ["the patient answers YES, the visit is confirmed, and she is told so", () => this.#answered()],
      ["a setting is saved, and what waits is planned again", () => this.#replanned()],
      ["an answer that the carrier lost is found in its listing, and nothing is sent twice", () => this.#reconciled()],
      ["the audit is sealed and the outbox is empty", () => this.#recorded()],
      ["every function of the product has run, and none failed", () => this.#everyFunction()],
    ];
    let passed = 0;
    for (const [name, step] of steps) {
      const from = performance.now();
      try {
        const more = await step();
        passed++;
        this.say(`ok      ${name} (${((performance.now() - from) / 1_000).toFixed(1)} s)${more ? `: ${more}` : ""}`);
      } catch (error) {
        this.say(`FAILED  ${name}\n        ${error instanceof Error ? error.message : String(error)}`);
        this.say((await this.luma.log("web")).split("\n").slice(-15).join("\n"));
        // What follows stands on it.
        return { passed, failed: 1 };
      }
    }
    return { passed, failed: 0 };
  }

  async #registered(): Promise<string> {
    const { functions } = await import("@/inngest/functions");
    const ours = functions.map((f) => f.id()).toSorted();
    await this.#until("registration", 60, async () => {
      const known = new Set(await this.server.functions());
      return ours.every((id) => known.has(id));
    });
    assert.ok(!this.luma.processes.includes("worker"), "npm start runs a worker beside Inngest");
    const [{ id, organization, sender }] = (await this.#rows(
      `select u.id, m.organization_id as organization, (select address from sender where organization_id = m.organization_id and channel = 'sms' limit 1) as sender
       from app_user u join membership m on m.user_id = u.id where u.email = 'manager@harbor.example'`,
    )) as [Row];
    this.#manager = { organizationId: String(organization), actor: { kind: "user", id: String(id), role: "manager" } };
    this.#sender = String(sender);
    return `${ours.length} functions`;
  }

  async #imports(): Promise<void> {
    const date = addDays(toWall(ZONE, await withContext(this.#manager, async (ctx) => ctx.now)).date, 10);
    await this.#import("patients", [
      ["Patient ID", "First name", "Last name", "Date of birth", "Mobile phone", "E-mail", "Preferred channel", "Language"],
      ...PEOPLE.map((p) => [p.id, p.first, FAMILY, "1980-04-01", p.phone, p.email, p.prefers, "en"]),
    ]);
    await this.#import("appointments", [
      ["Appointment ID", "Patient ID", "Date", "Time", "Minutes", "Facility", "Provider", "Visit type"],
      ...PEOPLE.map((p, i) => [`IPV${i}`, p.id, date, `1${i}:30`, "30", "Harbor Main Street", "Ada Okafor", "Follow-up visit"]),
    ]);
  }

  async #import(kind: "patients" | "appointments", lines: readonly (readonly string[])[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => line.join(",")).join("\r\n"));
    const { runId } = await startImport(this.#manager, { kind, name: `${kind}.csv`, mediaType: "text/csv" }, piecesOf(bytes));
    const run = () => withContext(this.#manager, (ctx) => getRunRow(ctx, runId));
    const { mapping } = await run();
    await withContext(this.#manager, (ctx) => checkImport(ctx, { runId, mapping }));
    await this.#until(`the check of the ${kind}`, 60, async () => (await run()).state === "checked");
    await withContext(this.#manager, (ctx) => runImport(ctx, { runId }));
    await this.#until(`the import of the ${kind}`, 60, async () => (await run()).state === "done");
    const { created, rejected } = await run();
    assert.deepEqual({ created, rejected }, { created: PEOPLE.length, rejected: 0 });
  }

  async #planned(): Promise<string> {
    const rows = await this.#reminders();
    assert.ok(rows.length >= PEOPLE.length * 3, `${rows.length} reminders are planned`);
    assert.ok(rows.every((r) => r.state === "planned"));
    return `${rows.length} for ${PEOPLE.length} visits`;
  }

  async #sent(): Promise<string> {
    const first = (name: First): Promise<Row> => this.#reminder(name, "7-days");
    const due = Math.max((await first("Nora")).due as number, (await first("Elena")).due as number, (await first("Sam")).due as number);
    const now = await withContext(this.#manager, async (ctx) => ctx.now.getTime());
    await withContext(this.#manager, (ctx) => moveClock(ctx, { minutes: Math.ceil((due - now) / 60_000) }));
    for (const { first: name } of PEOPLE) await this.#until(`${name}'s reminder`, 240, async () => (await first(name)).state === "sent");
    const text = (await this.#simulator.thread(PEOPLE[0].phone))[0];
    assert.match(text?.body ?? "", /Nora's visit/);
    const mail = (await this.#simulator.inbox(PEOPLE[1].email))[0];
    assert.match(mail?.text ?? "", /Elena/);
    return `“${text!.body.slice(0, 60)}…”`;
  }

  async #delivered(): Promise<void> {
    for (const { first: name } of PEOPLE)
      await this.#until(`the receipt of ${name}'s reminder`, 60, async () => (await this.#reminder(name, "7-days")).status === "delivered");
  }

  async #answered(): Promise<string> {
    await this.#simulator.reply({ from: PEOPLE[0].phone, to: this.#sender, body: "YES" });
    await this.#until("the confirmation", 60, async () => (await this.#reminder("Nora", "7-days")).confirmation === "confirmed");
    let answer: string | undefined;
    await this.#until("the answer to the patient", 60, async () => {
      const [newest] = (await this.#simulator.thread(PEOPLE[0].phone)).filter((t) => t.direction === "in");
      answer = newest?.body;
      return /is confirmed/.test(answer ?? "");
    });
    return `“${answer!.slice(0, 60)}…”`;
  }

  async #replanned(): Promise<void> {
    const value = [
      { id: "7-days", before: { days: 7 }, answers: "confirm-cancel" },
      { id: "4-days", before: { days: 4 }, answers: "confirm-cancel" },
      { id: "2-days", before: { days: 2 }, answers: "confirm-cancel" },
    ];
    await withContext(this.#manager, (ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "organization", value }));
    // Nora has confirmed and needs none of them.
    for (const { first: name } of PEOPLE.slice(1))
      await this.#until("planning again", 120, async () => {
        const state = async (step: string): Promise<unknown> => (await this.#find(name, step))?.state;
        return (await state("4-days")) === "planned" && (await state("5-days")) !== "planned";
      });
  }

  async #reconciled(): Promise<void> {
    const before = (await this.#simulator.thread(PEOPLE[2].phone)).length;
    await this.#simulator.behave("twilio", { timeoutAfterAcceptRate: 1, receiptLossRate: 1 });
    try {
      const { id } = await this.#reminder("Sam", "4-days");
      await withContext(this.#manager, (ctx) => sendNow(ctx, { plannedMessageId: String(id) }));
      await this.#until("a lost answer", 120, async () => (await this.#reminder("Sam", "4-days")).state === "uncertain");
    } finally {
      await this.#simulator.behave("twilio");
    }
    await this.#until("settling it", 240, async () => (await this.#reminder("Sam", "4-days")).state === "sent");
    assert.equal((await this.#simulator.thread(PEOPLE[2].phone)).length, before + 1);
  }

  async #recorded(): Promise<string> {
    await this.#until("empty outbox", 60, async () => {
      const [row] = await this.#rows("select count(*)::int as n from outbox_event where published_at is null");
      return row!.n === 0;
    });
    await this.#until("seal", 180, async () => {
      const [row] = await this.#rows(
        "select (select max(sealed_at) from audit_seal) > (select max(at) from audit_entry where action = 'send-now') as sealed",
      );
      return row!.sealed === true;
    });
    const [row] = await this.#rows(
      "select (select count(*)::int from outbox_event) as events, (select count(*)::int from audit_seal) as seals, (select count(*)::int from webhook_receipt where state = 'dead') as dead",
    );
    assert.equal(row!.dead, 0);
    return `${String(row!.events)} events handed over, ${String(row!.seals)} seals`;
  }

  /** What no minute and no event of the story brought is run by hand; then what each function said is told. */
  async #everyFunction(): Promise<string> {
    const { functions } = await import("@/inngest/functions");
    const ours = functions.map((f) => f.id());
    const completed = async (): Promise<Map<string, ServerRun[]>> => {
      const by = new Map<string, ServerRun[]>();
      for (const run of await this.server.runs(this.begun)) by.set(run.functionId, [...(by.get(run.functionId) ?? []), run]);
      return by;
    };
    const has = (runs: ServerRun[] | undefined): boolean => runs?.some((r) => r.status === "COMPLETED") ?? false;
    const seen = await completed();
    const byHand = ours.filter((id) => !has(seen.get(id)));
    for (const id of byHand) await this.server.invoke(id);
    let runs = seen;
    await this.#until(`the runs of ${byHand.join(", ") || "all functions"}`, 120, async () => {
      runs = await completed();
      return ours.every((id) => has(runs.get(id)));
    });
    for (const id of ours) {
      const mine = runs.get(id) ?? [];
      const done = mine.filter((r) => r.status === "COMPLETED");
      const result = await this.server.result(done.at(-1)!.id);
      const how = `${String(done.length).padStart(4)} of ${String(mine.length).padEnd(4)} ${byHand.includes(id) ? "by hand, " : ""}last: ${result.slice(0, 120)}`;
      this.say(`          ${id.padEnd(22)} ${how}`);
    }
    const failed = [...runs.values()].flat().filter((r) => r.status === "FAILED" || r.status === "CANCELLED");
    const why = await Promise.all(failed.map(async (r) => `${r.functionId}: ${(await this.server.result(r.id)).slice(0, 200)}`));
    assert.deepEqual(why, []);
    return `${ours.length - byHand.length} by event or clock, ${byHand.length} by hand`;
  }

  async #rows(text: string, params: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, params)).rows;
  }

  #reminders(): Promise<Row[]> {
    return this.#rows(
      `select p.id, p.step_key as step, p.state, (extract(epoch from p.due_at) * 1000)::float8 as due, m.status, w.first_name as first, a.confirmation
       from planned_message p join appointment a on a.organization_id = p.organization_id and a.id = p.appointment_id
       join patient w on w.organization_id = a.organization_id and w.id = a.patient_id left join message m on m.organization_id = p.organization_id and m.id = p.message_id
       where p.kind = 'reminder' and w.last_name = $1`,
      [FAMILY],
    );
  }

  async #find(first: First, step: string): Promise<Row | undefined> {
    return (await this.#reminders()).find((r) => r.first === first && r.step === step);
  }

  async #reminder(first: First, step: string): Promise<Row> {
    const row = await this.#find(first, step);
    assert.ok(row, `${first} has no reminder ${step}`);
    return row;
  }

  async #until(what: string, seconds: number, check: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + seconds * 1_000; !(await check());) {
      if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
