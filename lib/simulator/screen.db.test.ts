import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { addDays, toWall } from "@/lib/time";
import { testEnvironment } from "@/tests/support/environment";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeType,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { actInSimulator, simulatorAct, type InContext } from "./act";
import { minutesToNext } from "./queries";
import { loadSimulatorScreen, type OpenInbox, type OpenPhone } from "./screen";

const database = useTestDatabase();
const product = useProduct(database);
const ZONE = "America/New_York";

const run =
  (org: TestOrganization): InContext =>
  (work) =>
    org.asStaff(work);
const look = (org: TestOrganization, address?: string, q = "") => loadSimulatorScreen(run(org), { with: address, q });
const act = (org: TestOrganization, input: unknown) => actInSimulator(run(org), simulatorAct.parse(input));

/** A clinic whose one patient has a visit in ten days, with its first reminder sent. */
async function clinic(channel: "sms" | "voice" | "email") {
  const org = await makeOrganization(database.urls, { zone: ZONE });
  const { sms } = await product.connect(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId, { channel });
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const date = addDays(toWall(ZONE, now).date, 10);
  const visit = {
    patientId,
    facilityId,
    providerId: await makeProvider(org),
    typeId: await makeType(org),
    date,
    time: "14:30",
    minutes: 30,
  };
  const { id: appointmentId } = await org.asStaff((ctx) => createAppointment(ctx, visit));
  const minutes = (await org.asStaff(minutesToNext))!;
  await database.query("update product_clock set offset_ms = offset_ms + $1", [minutes * 60_000]);
  await product.settle(org);
  return { org, sms, address, appointmentId };
}

const confirmation = (org: TestOrganization, id: string) =>
  org.asStaff(
    async (ctx) => (await ctx.sql<{ confirmation: string }>("select confirmation from appointment where id = $1", [id]))[0]!.confirmation,
  );

describe("the Simulator screen", () => {
  test("[OPS-02] a patient's phone shows the reminder; Y written on it confirms the visit and the answer comes back", async () => {
    const c = await clinic("sms");
    const screen = await look(c.org, c.address);
    expect(screen.running!.list[0]).toMatchObject({ address: c.address, names: ["Rosa Delgado"], ringing: false });
    const phone = screen.running!.open as OpenPhone;
    expect(phone.items).toMatchObject([{ kind: "text", fromPatient: false, body: expect.stringContaining("/p/") }]);
    expect(phone.senders).toEqual([c.sms]);
    await act(c.org, { act: "reply", from: c.address, to: c.sms, body: "Y" });
    await product.settle(c.org);
    expect(await confirmation(c.org, c.appointmentId)).toBe("confirmed");
    const after = (await look(c.org, c.address)).running!.open as OpenPhone;
    expect(after.items.slice(1)).toMatchObject([
      { fromPatient: true, body: "Y" },
      { fromPatient: false, body: expect.stringContaining("is confirmed") },
    ]);
  });

  test("[OPS-02] [REM-02] a call rings until it is answered, says its text, and takes a key", async () => {
    const c = await clinic("voice");
    const rings = await look(c.org, c.address);
    expect(rings.running!.list[0]).toMatchObject({ address: c.address, ringing: true });
    const [call] = (rings.running!.open as OpenPhone).items;
    await act(c.org, { act: "answer", sid: call!.id });
    const talks = (await look(c.org, c.address)).running!.open as OpenPhone;
    expect(talks.items).toMatchObject([
      { kind: "call", status: "in-progress", waiting: true, lines: [{ who: "practice", text: expect.stringContaining("Press 1") }] },
    ]);
    await act(c.org, { act: "press", sid: call!.id, digits: "1" });
    expect(await confirmation(c.org, c.appointmentId)).toBe("confirmed");
    await expect(act(c.org, { act: "answer", sid: call!.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("[OPS-02] an inbox shows the e-mail with its buttons", async () => {
    const c = await clinic("email");
    const inbox = (await look(c.org, c.address)).running!.open as OpenInbox;
    expect(inbox.emails).toHaveLength(1);
    expect(inbox.email!.html).toContain("/confirm");
  });

  test("[OPS-02] carriers are made to misbehave and put right again; the screen says how they are", async () => {
    const org = await makeOrganization(database.urls);
    expect((await look(org)).running!.modes).toEqual({ twilio: "well", resend: "well" });
    for (const mode of ["slow", "failing", "down", "losing"] as const) {
      await act(org, { act: "behave", carrier: "twilio", mode, code: "30003" });
      const { modes, codes } = (await look(org)).running!;
      expect(modes).toEqual({ twilio: mode, resend: "well" });
      expect(codes.twilio).toBe(mode === "failing" ? "30003" : "");
    }
    await act(org, { act: "behave", carrier: "twilio", mode: "well" });
    expect((await look(org)).running!.modes.twilio).toBe("well");
  });

  test("[SEC-02] [OPS-02] phones of another organization are not listed, not opened and cannot be written on", async () => {
    const c = await clinic("sms");
    const theirs = await makeOrganization(database.urls);
    const screen = await look(theirs, c.address);
    expect(screen.running).toMatchObject({ list: [], open: null });
    await expect(act(theirs, { act: "reply", from: c.address, to: c.sms, body: "N" })).rejects.toMatchObject({ code: "not-found" });
    const { calls } = product.simulator;
    const [call] = await calls();
    await expect(act(theirs, { act: "hang-up", sid: call!.sid })).rejects.toMatchObject({ code: "not-found" });
  });

  test("[OPS-02] a patient without any message is found by name", async () => {
    const org = await makeOrganization(database.urls);
    await makeContact(org, await makePatient(org));
    const bea = await makeContact(org, await makePatient(org, { first_name: "Beatriz", last_name: "Kowalczyk" }));
    expect((await look(org)).running!.list).toHaveLength(2);
    expect((await look(org, undefined, "kowal")).running!.list).toEqual([
      { id: expect.any(String), kind: "phone", address: bea.address, names: ["Beatriz Kowalczyk"], last: "", at: "", ringing: false },
    ]);
  });

  test("[OPS-02] without the stand-ins the clock is still shown, and acting says that the simulator does not answer", async () => {
    const org = await makeOrganization(database.urls);
    testEnvironment(database, { APP_URL: product.url, SIMULATOR_URL: "http://127.0.0.1:1" });
    try {
      const screen = await look(org);
      expect(screen.running).toBeUndefined();
      expect(screen.facts.now.zone).toMatch(/^E[SD]T$/);
      await expect(act(org, { act: "behave", carrier: "resend", mode: "down" })).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      testEnvironment(database, { APP_URL: product.url, SIMULATOR_URL: product.simulatorUrl });
    }
  });

  test("[OPS-02] live mode has no simulator", async () => {
    const org = await makeOrganization(database.urls);
    testEnvironment(database, {
      LUMA_MODE: "live",
      SIMULATOR_URL: undefined,
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "x".repeat(32),
      RESEND_API_KEY: "re_x",
    });
    try {
      await expect(act(org, { act: "behave", carrier: "twilio", mode: "down" })).rejects.toMatchObject({ code: "forbidden" });
    } finally {
      testEnvironment(database, { APP_URL: product.url, SIMULATOR_URL: product.simulatorUrl });
    }
  });
});
