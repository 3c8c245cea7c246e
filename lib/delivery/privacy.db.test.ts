import pino from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { organizationsWithReceipts, productNow } from "@/lib/tenancy/resolve";
import { moveTo } from "@/tests/support/reminded";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { log } from "@/lib/log";
import { toEvents } from "@/lib/outbox/relay";
import { createPatient } from "@/lib/patients/save-patient";
import { addDays, toWall } from "@/lib/time";
import { makeFacility, makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { dispatchDue } from "./dispatch";

/** The process's own logger, writing everything it would say into a list instead of to standard output. */
function captureLogs(): string[] {
  const lines: string[] = [];
  const stream = (log() as unknown as Record<symbol, { write: (line: string) => unknown }>)[pino.symbols.streamSym]!;
  vi.spyOn(stream, "write").mockImplementation((line) => lines.push(line));
  for (const name of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation((...args) => void lines.push(args.join(" ")));
  log().level = "trace";
  return lines;
}

afterEach(() => {
  log().level = "silent";
  vi.restoreAllMocks();
});

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

/** What no log line, no event and nothing an engine keeps may contain. */
const PATIENT = {
  firstName: "Zebulonia",
  lastName: "Quartzfield",
  birthDate: "1971-03-09",
  phone: "+12125550187",
  email: "zq@patients.example",
};
const SECRETS = [
  PATIENT.firstName,
  PATIENT.lastName,
  PATIENT.birthDate,
  "19710309",
  "2125550187",
  "5550187",
  PATIENT.email,
  "knee surgery",
  "/p/",
];

function expectClean(what: string, text: string): void {
  for (const secret of SECRETS) expect(text.toLowerCase().includes(secret.toLowerCase()), `${what} contains ${secret}`).toBe(false);
}

test("[SEC-05] no name, number, birth date, address, link or word of a patient gets into events, step results, errors, trails, tasks, audit or logs", async () => {
  const lines = captureLogs();
  const org = await makeOrganization(db.urls, { zone: ZONE });
  const { sms } = await product.connect(org, { optOutWords: [] });
  const facilityId = await makeFacility(org);
  const { id: patientId } = await org.asStaff((ctx) => createPatient(ctx, { ...PATIENT, preferredName: null, language: "en", zip: null }));
  const date = addDays(toWall(ZONE, await productNow()).date, 3);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date, time: "10:00", minutes: 30, note: "knee surgery" }));

  const results: unknown[] = [];
  const settle = async (): Promise<void> => {
    results.push(await dispatchDue(performance.now() + 20_000));
    await new Promise((resolve) => setTimeout(resolve, 60));
    results.push(await organizationsWithReceipts());
    const waiting = await org.asWorkflow((ctx) =>
      ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id"),
    );
    for (const { id } of waiting)
      results.push(await processReceipt(org.organizationId, id).catch((error: Error) => `${error.name} ${error.message} ${error.stack}`));
  };
  const [due] = await org.asWorkflow((ctx) =>
    ctx.sql<{ due: Date }>("select max(due_at) as due from planned_message where state = 'planned'"),
  );
  await moveTo(db, due!.due);
  await settle();
  await product.simulator.behave("twilio", { failRate: 1, code: "30003" });
  for (const body of [
    "Y",
    "Zebulonia here, is this about my knee surgery?",
    "my number is 212 555 0187",
    "please stop texting Zebulonia Quartzfield",
  ]) {
    await product.simulator.reply({ from: PATIENT.phone, to: sms, body });
    await settle();
    await product.simulator.behave("twilio");
  }
  // A fault in the database quotes what it was given; the number that is not ours makes the workflow fail and try again.
  await db.query("update sender set address = '+18005550000' where organization_id = $1 and channel in ('sms', 'voice')", [
    org.organizationId,
  ]);
  await product.simulator.reply({ from: PATIENT.phone, to: sms, body: "knee surgery Zebulonia" });
  await settle();
  expect((await fetch(`${product.url}/api/webhooks/twilio/none/sms`, { method: "POST", body: `From=${PATIENT.phone}` })).status).toBe(403);

  const texts = await org.asStaff((ctx) => ctx.sql<{ n: number }>("select count(*) as n from message"));
  expect(texts[0]!.n).toBeGreaterThan(6);
  const events = await org.asWorkflow((ctx) =>
    ctx.sql<{ organizationId: string; id: string; name: string; data: Record<string, unknown> }>(
      `select organization_id as "organizationId", id, name, data from outbox_event`,
    ),
  );
  expect(events.length).toBeGreaterThan(5);
  expectClean("an event", JSON.stringify(toEvents(events)));
  expectClean("a step's result", JSON.stringify(results));
  for (const [table, columns] of [
    ["planned_message", "data, trail, reason"],
    ["question", "data"],
    ["staff_task", "detail, dedupe_key"],
    ["audit_entry", "detail, action, entity"],
    ["attempt", "failure, code"],
    ["webhook_receipt", "dedupe_key, error, encode(payload_sealed, 'escape') as payload"],
    ["message", "provider_id, error_code, understood"],
  ]) {
    const rows = await org.asStaff((ctx) => ctx.sql(`select ${columns} from ${table}`));
    expect(rows.length, table).toBeGreaterThan(0);
    expectClean(table!, JSON.stringify(rows));
  }
  expect(lines.join("\n")).toContain("webhook-refused");
  expectClean("a log line", lines.join("\n"));
});
