import { afterAll, beforeAll } from "vitest";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { startSimulator } from "@/lib/carriers/simulator/server";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { type BusyClinic, type CarrierAccounts, carrierAccounts, makeBusyClinic } from "./busy-clinics";
import { testEnvironment } from "./environment";
import type { useTestDatabase } from "./factories";
import { startWebhookServer, type WebhookServer } from "./webhook-server";

export type Accepted = { id: string; to: string; text: string };

export type Stage = {
  control: ReturnType<typeof simulatorControl>;
  hooks: WebhookServer;
  clinics: BusyClinic[];
  accounts: CarrierAccounts[];
  /** Sets product time. */
  setClock(at: Date): Promise<void>;
  /** Everything that the stand-in accepted, from its own log, in its order. */
  accepted(): Promise<Accepted[]>;
  /** Works on stored webhooks until none is left that can be worked on. */
  readReceipts(): Promise<void>;
};

/** Busy clinics on the test file's database, with carriers and webhooks on loopback. Call after useTestDatabase(). */
export function useStage(db: ReturnType<typeof useTestDatabase>, clinicCount: number): Stage {
  const stage = {} as Stage;
  let simulator: { url: string; stop(): Promise<void> };
  beforeAll(async () => {
    stage.hooks = await startWebhookServer();
    stage.accounts = Array.from({ length: clinicCount }, (_, i) => carrierAccounts(stage.hooks.url, i));
    simulator = await startSimulator({
      twilio: stage.accounts.map((a) => a.twilio),
      resend: stage.accounts.map((a) => a.resend),
      delays: { sentMs: 5, deliveredMs: 15, answerMs: 0, ringMs: 200, gatherMs: 100, webhookMs: 50 },
      seed: 11,
    });
    stage.control = simulatorControl(simulator.url);
    testEnvironment(db, { APP_URL: stage.hooks.url, SIMULATOR_URL: simulator.url });
    stage.clinics = [];
    for (const [i, account] of stage.accounts.entries()) stage.clinics.push(await makeBusyClinic(db.urls, account, i));
  });
  afterAll(async () => {
    await simulator.stop();
    await stage.hooks.stop();
  });
  stage.setClock = async (at) => {
    await db.query("update product_clock set offset_ms = (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint", [at]);
  };
  stage.accepted = async () => {
    const { entries } = await stage.control.log(0, 10_000);
    return entries.flatMap((e) => {
      if (e.kind === "sms.accepted" || e.kind === "call.accepted")
        return [{ id: String(e.sid), to: String(e.to), text: String(e.body ?? e.url) }];
      return e.kind === "email.accepted" ? [{ id: String(e.id), to: String((e.to as string[])[0]), text: String(e.text) }] : [];
    });
  };
  stage.readReceipts = async () => {
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      let read = 0;
      for (const { org } of stage.clinics) {
        const waiting = await org.asWorkflow((ctx) =>
          ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id limit 1000"),
        );
        for (const { id } of waiting) if ((await processReceipt(org.organizationId, id)) !== "wait") read++;
      }
      quiet = read ? 0 : quiet + 1;
    }
  };
  return stage;
}
