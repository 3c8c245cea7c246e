import { Logger, makeWorkerUtils, run as runWorker } from "graphile-worker";
import pg from "pg";
import { withContext } from "@/lib/context";
import { type Carriers, loadCarriers } from "@/lib/delivery/carriers";
import { fingerprint } from "@/lib/delivery/fingerprint";
import { recordAccepted } from "@/lib/delivery/record";
import { newId } from "@/lib/ids";
import { webhookUrls } from "@/lib/links/urls";
import type { Scene } from "./scene";

type Job = {
  organizationId: string;
  plannedId: string;
  to: string;
  from: string;
  account: string;
  endpointId: string;
  senderId: string;
  appointmentId: string;
  patientId: string;
  body: string;
};

const actor = { kind: "workflow", name: "bench" } as const;
const CONCURRENCY = 12;

/**
 * The peer of the dispatch bench: a job for each message, with everything it needs in its payload (so it reads nothing, decides nothing and
 * renders nothing), which writes the rows that the product writes before a send, sends through the same adapter, and writes what the
 * product writes after it. Gives the work to be timed; making the jobs is not part of it.
 */
export async function oneJobAMessage(scene: Scene, step: string): Promise<() => Promise<void>> {
  const pool = new pg.Pool({ connectionString: scene.database.url, max: CONCURRENCY + 2 });
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
  await utils.migrate();
  const rows = await scene.query<Job>(
    `select p.organization_id as "organizationId", p.id as "plannedId", e.address as "to", s.address as "from", s.carrier_account_id as account, e.id as "endpointId", s.id as "senderId",
       p.appointment_id as "appointmentId", p.patient_id as "patientId"
     from planned_message p join endpoint e on e.organization_id = p.organization_id and e.id = p.endpoint_id join sender s on s.organization_id = p.organization_id and s.id = p.sender_id
     where p.step_key = $1 and p.state = 'planned'`,
    [step],
  );
  const jobs = rows.map((row) => ({
    ...row,
    body: `Clinic: Rosa's visit: Mon, Mar 15 at 11:00 AM. Reply Y to confirm, N to cancel. http://127.0.0.1/p/${row.plannedId.slice(-17)}`,
  }));
  for (let from = 0; from < jobs.length; from += 1_000)
    await utils.addJobs(jobs.slice(from, from + 1_000).map((payload) => ({ identifier: "send", payload, maxAttempts: 1 })));
  const carriers = new Map<string, Map<string, Carriers>>();
  for (const { org } of scene.clinics) carriers.set(org.organizationId, await org.asWorkflow((ctx) => loadCarriers(ctx)));
  return async () => {
    let done = 0;
    let finish: () => void;
    let fail: (error: unknown) => void;
    const all = new Promise<void>((resolve, reject) => ([finish, fail] = [resolve, reject]));
    const runner = await runWorker({
      pgPool: pool,
      preset: { worker: { localQueue: { size: 200 }, completeJobBatchDelay: 5 } },
      concurrency: CONCURRENCY,
      logger: quiet,
      noHandleSignals: true,
      taskList: {
        send: async (payload) => {
          await send(payload as Job, carriers).catch((error: unknown) => {
            process.stderr.write(`peer: ${String(error)}\n`);
            fail(error);
          });
          if (++done === jobs.length) finish();
        },
      },
    });
    await all;
    await runner.stop();
    await utils.release();
    await pool.end();
  };
}

const quiet = new Logger(() => () => undefined);

async function send(job: Job, carriers: ReadonlyMap<string, Map<string, Carriers>>): Promise<void> {
  const [messageId, attemptId] = [newId(), newId()];
  await withContext({ organizationId: job.organizationId, actor }, async (ctx) => {
    await ctx.sql(
      `with m as (insert into message (organization_id, id, direction, channel, kind, endpoint_id, sender_id, patient_id, appointment_id, planned_message_id, body, status, at, local_date, local_hour)
         values ($1, $2, 'out', 'sms', 'reminder', $3, $4, $5, $6, $7, $8, 'sending', $9::timestamptz, ($9::timestamptz)::date, 12)),
       l as (insert into link (organization_id, id, purpose, key_version, token_hash, patient_id, appointment_id, message_id, expires_at) values ($1, $10, 'appointment', 1, $11, $5, $6, $2, $9::timestamptz)),
       q as (insert into question (organization_id, id, kind, endpoint_id, sender_id, patient_id, appointment_id, message_id, answers, asked_at, expires_at)
         values ($1, $12, 'reminder', $3, $4, $5, $6, $2, 'confirm-cancel', $9::timestamptz, $9::timestamptz)),
       a as (insert into attempt (organization_id, id, planned_message_id, message_id, number, channel, endpoint_id, sender_id, fingerprint) values ($1, $13, $7, $2, 1, 'sms', $3, $4, $11))
       update planned_message set state = 'claimed', attempts = 1, message_id = $2, updated_at = clock_timestamp() where organization_id = $1 and id = $7 and state = 'planned'`,
      [
        ctx.organizationId,
        messageId,
        job.endpointId,
        job.senderId,
        job.patientId,
        job.appointmentId,
        job.plannedId,
        job.body,
        ctx.now,
        newId(),
        fingerprint(job.to, job.from, job.body),
        newId(),
        attemptId,
      ],
    );
  });
  const outcome = await carriers
    .get(job.organizationId)!
    .get(job.account)!
    .sms!.send({ to: job.to, from: job.from, body: job.body, statusCallback: webhookUrls.smsStatus(job.account), attemptId });
  if (outcome.kind !== "accepted") throw new Error("the stand-in did not accept");
  await withContext({ organizationId: job.organizationId, actor }, (ctx) =>
    recordAccepted(ctx, [{ p: { attemptId, messageId, plannedId: job.plannedId }, providerId: outcome.providerId }]),
  );
}
