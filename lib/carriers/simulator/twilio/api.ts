/** Twilio's REST API as far as the product uses it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson } from "@/lib/carriers/simulator/http";
import { misbehave, swallowAnswer } from "@/lib/carriers/simulator/misbehave";
import { PerSecond } from "@/lib/carriers/simulator/rate";
import { CallFlow } from "@/lib/carriers/simulator/twilio/call-flow";
import { createCall, fetchCall, listCalls } from "@/lib/carriers/simulator/twilio/calls";
import { listNumbers } from "@/lib/carriers/simulator/twilio/owned-numbers";
import { lookUp } from "@/lib/carriers/simulator/twilio/lookups";
import { twilioError } from "@/lib/carriers/simulator/twilio/errors";
import { createMessage, fetchMessage, listMessages } from "@/lib/carriers/simulator/twilio/messages";
import { TextDelivery } from "@/lib/carriers/simulator/twilio/receipts";
import type { World } from "@/lib/carriers/simulator/world";

const ROUTE = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/(Messages|Calls)(?:\/(\w{34}))?\.json$/;

const NUMBERS = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/IncomingPhoneNumbers\.json$/;

const LOOKUP = /^\/v2\/PhoneNumbers\/([^/]+)$/;

export class TwilioApi {
  readonly delivery: TextDelivery;
  readonly calls: CallFlow;
  private readonly rate = new PerSecond();

  constructor(private readonly world: World) {
    this.delivery = new TextDelivery(world);
    this.calls = new CallFlow(world);
  }

  /** Answers a request below `/2010-04-01/`, or a look-up. Throws `HttpError`. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request);
    if (await misbehave(this.world, "twilio", response)) return;
    const account = this.authenticate(request.headers.authorization);
    const looked = LOOKUP.exec(url.pathname);
    if (looked && request.method === "GET") return sendJson(response, 200, lookUp(decodeURIComponent(looked[1]!)));
    if (NUMBERS.exec(url.pathname)?.[1] === account && request.method === "GET")
      return sendJson(response, 200, listNumbers(this.world, account, url.pathname));
    const match = ROUTE.exec(url.pathname);
    if (!match || match[1] !== account) throw twilioError(20404);
    if (!this.rate.allows(account, this.world.limits.requestsPerSecond, this.world.clock()))
      throw twilioError(20429, { "retry-after": "1" });
    const texts = match[2] === "Messages";
    const sid = match[3];
    if (request.method === "POST" && sid === undefined) {
      const answer = await this.create(texts, account, new URLSearchParams(body));
      if (!swallowAnswer(this.world, "twilio", response)) sendJson(response, 201, answer);
      return;
    }
    if (request.method !== "GET") throw twilioError(20404);
    if (sid === undefined) {
      const list = texts ? listMessages : listCalls;
      return sendJson(response, 200, list(this.world, account, url.searchParams, url.pathname));
    }
    sendJson(response, 200, (texts ? fetchMessage : fetchCall)(this.world, account, sid));
  }

  private create(texts: boolean, account: string, form: URLSearchParams): Promise<Record<string, unknown>> {
    const { failRate, code } = this.world.behaviour.twilio;
    const failing = this.world.chance(failRate);
    // Codes from 30000 on are delivery errors: they come after acceptance.
    const fate = failing && code !== undefined && Number(code) >= 30_000 ? code : undefined;
    if (failing && fate === undefined) throw twilioError(code === undefined ? 20500 : Number(code));
    return texts ? createMessage(this.world, this.delivery, account, form, fate) : createCall(this.world, this.calls, account, form);
  }

  private authenticate(header: string | undefined): string {
    const pair = Buffer.from(/^Basic (.+)$/.exec(header ?? "")?.[1] ?? "", "base64").toString("utf8");
    const known = this.world.options.twilio.find(({ accountSid, authToken }) => pair === `${accountSid}:${authToken}`);
    if (!known) throw twilioError(20003);
    return known.accountSid;
  }
}
