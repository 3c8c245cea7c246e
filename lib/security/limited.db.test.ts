import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { useTestDatabase } from "@/tests/support/factories";
import { closeDatabase, configureDatabase } from "@/db/client";
import { receiveTwilio } from "@/lib/inbound/webhooks";
import { newId } from "@/lib/ids";
import { ROUTES } from "./endpoints";
import { limited } from "./limited";

const database = useTestDatabase();
const ask = (url: string, ip: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
  new Request(`http://localhost:3000${url}`, { ...init, headers: { ...init.headers, "x-forwarded-for": ip } });
/** As if the address had used up its turns. */
const useUp = () => database.query("update rate_limit set points = 1000000");

const inRoute = Object.entries(ROUTES).filter(([, endpoint]) => endpoint.rate && !endpoint.by);

test.each(inRoute.map(([address, { rate }]) => [address, rate!.name]))(
  "[SEC-04] %s answers 429 to one who asks too often",
  async (address) => {
    const folder = address.startsWith("/p/") ? "app/(patient)" : "app";
    const route = (await import(pathToFileURL(path.resolve(`${folder}${address}/route.ts`)).href)) as Record<
      string,
      (request: Request, context: unknown) => Promise<Response>
    >;
    const params = Promise.resolve({ token: "5J3mBbAH58CpQ3Y5R", job: "none", nextauth: ["csrf"], organization: newId(), logo: newId() });
    const methods = ["GET", "POST", "PUT"].filter((method) => method in route);
    expect(methods.length).toBeGreaterThan(0);
    for (const method of methods) {
      const ip = `203.0.113.${Math.floor(Math.random() * 250)}`;
      const call = () => route[method]!(ask(address, ip, { method }), { params }).catch(() => new Response(null, { status: 500 }));
      expect((await call()).status).not.toBe(429);
      await useUp();
      const slowed = await call();
      expect(slowed.status).toBe(429);
      expect(Number(slowed.headers.get("retry-after"))).toBeGreaterThan(0);
      await database.query("delete from rate_limit");
    }
  },
);

test("[SEC-04] webhooks that are not signed are counted by address, and after a while not even looked at", async () => {
  const forged = (ip: string) =>
    receiveTwilio(
      ask("/api/webhooks/twilio/x/sms", ip, { method: "POST", body: "Body=STOP", headers: { "x-twilio-signature": "forged" } }),
      newId(),
      "sms",
    );
  for (let i = 0; i < 60; i++) expect((await forged("198.51.100.1")).status).toBe(403);
  expect((await forged("198.51.100.1")).status).toBe(429);
  expect((await forged("198.51.100.2")).status).toBe(403);
});

test("[SEC-04] [OPS-04] without a database the handler answers within a second or so", async () => {
  const handler = limited({ name: "t", points: 1, seconds: 60 }, () => new Response("ok"));
  const { app, worker } = database.urls;
  await closeDatabase();
  configureDatabase({ app: "postgres://luma_app@127.0.0.1:1/none", worker, direct: app });
  const began = performance.now();
  expect(await (await handler(ask("/", "192.0.2.1"))).text()).toBe("ok");
  expect(performance.now() - began).toBeLessThan(3_000);
  await closeDatabase();
  configureDatabase({ app, worker, direct: app });
});
