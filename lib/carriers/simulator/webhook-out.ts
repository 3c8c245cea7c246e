/** What the stand-in posts to the product, signed as the vendors sign. */
import { createHmac } from "node:crypto";

/** How many webhooks are on their way at a time. */
const IN_FLIGHT = 32;
const TIMEOUT_MS = 15_000;

/** Status of the answer (0: none came) and its body. */
export type Posted = { status: number; body: string };

/** Twilio's signature: the address followed by every field and value in order of the names, HMAC-SHA1 in base64. */
export function twilioSignature(authToken: string, url: string, fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((joined, name) => joined + name + (fields[name] ?? ""), url);
  return createHmac("sha1", authToken).update(text, "utf8").digest("base64");
}

/** Svix's signature over id, time (seconds) and body. */
export function svixSignature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`, "utf8").digest("base64")}`;
}

/** Posts webhooks, a limited number at a time. */
export class Postman {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly stopped = new AbortController();

  /** A form as Twilio posts it. */
  postForm(url: string, fields: Record<string, string>, authToken: string): Promise<Posted> {
    return this.post(url, new URLSearchParams(fields).toString(), {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": twilioSignature(authToken, url, fields),
    });
  }

  /** A JSON event as Resend posts it. `now` is real time: the receiver checks the age. */
  postEvent(url: string, id: string, event: unknown, secret: string, now: Date): Promise<Posted> {
    const body = JSON.stringify(event);
    const seconds = Math.floor(now.getTime() / 1000);
    return this.post(url, body, {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": String(seconds),
      "svix-signature": svixSignature(secret, id, seconds, body),
    });
  }

  /** Gives up what is on its way. */
  stop(): void {
    this.stopped.abort();
  }

  private async post(url: string, body: string, headers: Record<string, string>): Promise<Posted> {
    if (this.running >= IN_FLIGHT) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
      return { status: answer.status, body: await answer.text() };
    } catch {
      return { status: 0, body: "" };
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
