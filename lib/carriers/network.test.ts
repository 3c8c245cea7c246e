import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createResend } from "@/lib/carriers/resend";
import { createTwilio } from "@/lib/carriers/twilio";
import { CarrierUnavailable, type SendOutcome } from "@/lib/carriers/types";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A raw server on this machine: `act` sees the socket and, once it came, the request's bytes. */
async function raw(act: (socket: Socket, request: string) => void, requests: "one" | "many" = "one"): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let seen = "";
    socket.on("data", (data) => {
      seen += data.toString();
      const [head, body] = seen.split("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(head ?? "")?.[1] ?? 0);
      if (body !== undefined && Buffer.byteLength(body) >= length) {
        act(socket, seen);
        if (requests === "many") seen = "";
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** An address where nothing listens. */
async function closedPort(): Promise<string> {
  const url = await raw(() => {});
  closers.pop()?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
  return url;
}

function answer(status: number, body: string, headers = ""): (socket: Socket) => void {
  return (socket) =>
    socket.end(
      `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}connection: close\r\n\r\n${body}`,
    );
}

type Send = (url: string, timeoutMs?: number) => Promise<SendOutcome>;
const message = { to: "+12065550123", from: "+12065550100", statusCallback: "https://example.com/s", attemptId: "a1" };

const sends: Record<string, Send> = {
  async sms(baseUrl, timeoutMs = 2_000) {
    const twilio = createTwilio({ accountSid: `AC${"1".repeat(32)}`, authToken: "t", baseUrl, timeoutMs });
    closers.push(() => twilio.close());
    return twilio.sms.send({ ...message, body: "hi" });
  },
  async voice(baseUrl, timeoutMs = 2_000) {
    const twilio = createTwilio({ accountSid: `AC${"1".repeat(32)}`, authToken: "t", baseUrl, timeoutMs });
    closers.push(() => twilio.close());
    return twilio.voice.call({ ...message, twiml: "<Response/>", machineDetection: false });
  },
  async email(baseUrl, timeoutMs = 2_000) {
    const { email } = createResend({ apiKey: "re_x", baseUrl, timeoutMs });
    const content = { subject: "s", html: "<p>h</p>", text: "h", idempotencyKey: "k1", attemptId: "a1" };
    return email.send({ ...content, to: "a@example.com", from: "b@example.com" });
  },
};

describe.each(Object.entries(sends))("%s: what a broken request means", (_channel, send) => {
  test("[RTY-03] a refused connection is passing: nothing left", async () => {
    expect(await send(await closedPort())).toMatchObject({ kind: "refused", failure: "passing", code: "network" });
  });
  test("[RTY-03] a name that does not resolve is passing", async () => {
    expect(await send("http://no-such-host.invalid:8099")).toMatchObject({ kind: "refused", failure: "passing" });
  });
  test("[RTY-03] a reset after the request left is uncertain", async () => {
    const url = await raw((socket) => socket.resetAndDestroy());
    expect(await send(url)).toEqual({ kind: "uncertain", reason: "connection-lost" });
  });
  test("[RTY-03] a closed connection without an answer is uncertain", async () => {
    const url = await raw((socket) => socket.end());
    expect(await send(url)).toEqual({ kind: "uncertain", reason: "connection-lost" });
  });
  test("[RTY-03] no answer in time is uncertain", async () => {
    const url = await raw(() => {});
    expect(await send(url, 800)).toEqual({ kind: "uncertain", reason: "timeout" });
  });
  test("[RTY-03] an answer that breaks off is uncertain", async () => {
    const url = await raw((socket) => socket.end('HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{"sid":"SM'));
    expect((await send(url)).kind).toBe("uncertain");
  });
  test("[RTY-03] a success that cannot be read, or without an id, is uncertain", async () => {
    expect(await send(await raw(answer(201, "<html>")))).toEqual({ kind: "uncertain", reason: "bad-answer" });
    expect(await send(await raw(answer(201, "{}")))).toEqual({ kind: "uncertain", reason: "bad-answer" });
    expect(await send(await raw(answer(200, "null")))).toEqual({ kind: "uncertain", reason: "bad-answer" });
  });
  test("[RTY-03] 500, 502 and 504 are uncertain, 503 is passing with the carrier's wait", async () => {
    for (const status of [500, 502, 504])
      expect(await send(await raw(answer(status, "oops")))).toEqual({ kind: "uncertain", reason: "bad-answer" });
    expect(await send(await raw(answer(503, "oops", "retry-after: 7\r\n")))).toMatchObject({
      failure: "passing",
      code: "http-503",
      retryAfterSeconds: 7,
    });
  });
  test("[RTY-01] 429 without a readable body is rate, and nothing is retried behind our back", async () => {
    let requests = 0;
    const url = await raw((socket) => {
      requests += 1;
      answer(429, "slow down", "retry-after: 3\r\n")(socket);
    });
    expect(await send(url)).toMatchObject({ kind: "refused", failure: "rate", code: "http-429", retryAfterSeconds: 3 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(requests).toBe(1);
  });
  test("[RTY-03] a redirect is not followed: the message is not posted anywhere else", async () => {
    let second = 0;
    const other = await raw(() => void (second += 1));
    const outcome = await send(await raw(answer(307, "", `location: ${other}/x\r\n`)));
    expect(outcome).toMatchObject({ kind: "refused", code: "http-307" });
    expect(second).toBe(0);
  });
});

test.each(Object.entries(sends))("[RTY-03] %s: an answer that comes drop by drop ends at the time-out", async (_, send) => {
  const url = await raw((socket) => {
    socket.write("HTTP/1.1 201 Created\r\ncontent-length: 5000\r\n\r\n{");
    const drops = setInterval(() => socket.write(" "), 20);
    socket.on("close", () => clearInterval(drops));
  });
  const start = performance.now();
  expect(await send(url, 150)).toEqual({ kind: "uncertain", reason: "timeout" });
  expect(performance.now() - start).toBeLessThan(1_500);
});

test("[RTY-03] a request that waited for a free connection until the time-out was never written (SMS)", async () => {
  let posted = 0;
  const url = await raw(() => void (posted += 1));
  const twilio = createTwilio({ accountSid: `AC${"1".repeat(32)}`, authToken: "t", baseUrl: url, timeoutMs: 400 });
  closers.push(() => twilio.close());
  const outcomes = await Promise.all(Array.from({ length: 53 }, () => twilio.sms.send({ ...message, body: "x" })));
  // On a busy machine a connection may come free just before the others' time is up: what was written then is uncertain too.
  const uncertain = outcomes.filter(({ kind }) => kind === "uncertain").length;
  const passing = outcomes.filter((outcome) => outcome.kind === "refused" && outcome.failure === "passing").length;
  expect(uncertain).toBeGreaterThanOrEqual(posted);
  expect(passing).toBeGreaterThan(0);
  expect(uncertain + passing).toBe(53);
});

test("[RTY-03] connections are reused, a connection closed while idle costs no message, and none is left over (SMS)", async () => {
  const open = new Set<Socket>();
  let made = 0;
  const url = await raw((socket) => {
    made += open.has(socket) ? 0 : 1;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    const body = JSON.stringify({ sid: `SM${"a".repeat(32)}`, num_segments: "1" });
    socket.write(`HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  }, "many");
  const twilio = createTwilio({ accountSid: `AC${"1".repeat(32)}`, authToken: "t", baseUrl: url, timeoutMs: 2_000 });
  const send = () => twilio.sms.send({ ...message, body: "x" });
  for (let count = 0; count < 3; count += 1) expect((await send()).kind).toBe("accepted");
  expect(made).toBe(1);
  for (const socket of open) socket.end();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect((await send()).kind).toBe("accepted");
  expect(made).toBe(2);
  twilio.close();
  for (let tries = 0; tries < 100 && open.size > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(open.size).toBe(0);
});

test("[RTY-03] 408 and 425 say that the request was not taken: passing", async () => {
  for (const send of Object.values(sends))
    for (const status of [408, 425])
      expect(await send(await raw(answer(status, "x")))).toMatchObject({ failure: "passing", code: `http-${status}` });
});

test("[RTY-03] a time-out before the connection stood is passing: the request was never written (SMS)", async () => {
  // Takes the connection and never answers the TLS handshake.
  const url = await raw(() => {});
  expect(await sends["sms"]?.(url.replace("http:", "https:"), 80)).toMatchObject({ kind: "refused", failure: "passing" });
});

test("[RTY-03] a look-up that fails throws a typed error", async () => {
  const baseUrl = await closedPort();
  const twilio = createTwilio({ accountSid: `AC${"1".repeat(32)}`, authToken: "t", baseUrl, timeoutMs: 500 });
  closers.push(() => twilio.close());
  await expect(twilio.sms.findByRecipient(message)).rejects.toBeInstanceOf(CarrierUnavailable);
  await expect(twilio.voice.findByRecipient(message)).rejects.toBeInstanceOf(CarrierUnavailable);
  await expect(createResend({ apiKey: "re_x", baseUrl, timeoutMs: 500 }).email.find("x")).rejects.toBeInstanceOf(CarrierUnavailable);
});
