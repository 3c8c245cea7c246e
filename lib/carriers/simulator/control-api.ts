/** The stand-in's own API under `/_sim`: look at the phones and inboxes, act as the patient, misbehave on order. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { NumberRegistered } from "@/lib/carriers/simulator/entries";
import { behaviourSchema } from "@/lib/carriers/simulator/behaviour";
import { listInboxes, listPhones, viewCall, viewChange, viewEmail, viewText } from "@/lib/carriers/simulator/control-views";
import { HttpError, readBody, sendJson } from "@/lib/carriers/simulator/http";
import type { TwilioApi } from "@/lib/carriers/simulator/twilio/api";
import { receiveCall } from "@/lib/carriers/simulator/twilio/incoming-call";
import { receiveText } from "@/lib/carriers/simulator/twilio/inbound";
import type { Email } from "@/lib/carriers/simulator/state";
import { accountInput, type EmailView, incomingCallInput, keysInput, numberInput, replyInput } from "@/lib/carriers/simulator/views";
import { contentsOf, type ResendAccount, type World } from "@/lib/carriers/simulator/world";

const page = z.object({
  limit: z.coerce.number().int().min(1).max(10_000).default(200),
  after: z.coerce.number().int().min(0).default(0),
  since: z.coerce.number().int().min(0).default(0),
  /** How long to wait for a change, in milliseconds. */
  wait: z.coerce.number().int().min(0).max(25_000).default(0),
});
type Page = z.infer<typeof page>;

const behaviourInput = z.looseObject({ carrier: z.enum(["twilio", "resend"]) });

/** Throws `HttpError` 422 naming the fields. */
function take<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join("."));
  throw new HttpError(422, { message: "unusable request", fields });
}

const words = (number: NumberRegistered) => (number.optOutWords ?? []).join(" ");

/** True where registering again would change nothing (each start of the product registers its numbers). */
function sameNumber(one: NumberRegistered, other: NumberRegistered): boolean {
  const keys = ["account", "smsUrl", "voiceUrl", "optOut"] as const;
  return keys.every((key) => one[key] === other[key]) && words(one) === words(other);
}

export class ControlApi {
  constructor(
    private readonly world: World,
    private readonly twilio: TwilioApi,
  ) {}

  /** Answers a request below `/_sim`. Throws `HttpError`. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, , area = "", name = "", verb = ""] = url.pathname.split("/").map((part) => decodeURIComponent(part));
    if (request.method === "GET") {
      const found = await this.read(area, name, take(page, Object.fromEntries(url.searchParams)));
      if (found === undefined) throw new HttpError(404, { message: "no such thing" });
      return sendJson(response, 200, found);
    }
    if (request.method !== "POST") throw new HttpError(405, { message: "GET or POST" });
    const text = await readBody(request);
    let input: unknown;
    try {
      input = text === "" ? {} : JSON.parse(text);
    } catch {
      throw new HttpError(400, { message: "not JSON" });
    }
    sendJson(response, 200, await this.act(area, name, verb, input));
  }

  private async read(area: string, name: string, { limit, after, since, wait }: Page): Promise<unknown> {
    const { state, journal } = this.world;
    const newest = <T, V>(list: T[] | undefined, view: (item: T) => V): V[] => (list ?? []).slice(-limit).toReversed().map(view);
    const withContents = async (email: Email): Promise<EmailView> => viewEmail(email, await contentsOf(this.world, email));
    switch (area) {
      case "phones":
        return name === "" ? listPhones(state).slice(0, limit) : newest(state.threads.get(name), viewText);
      case "inboxes":
        return name === "" ? listInboxes(state).slice(0, limit) : Promise.all(newest(state.inboxes.get(name.toLowerCase()), withContents));
      case "calls": {
        if (name === "") return newest([...state.calls.values()], viewCall);
        if (name.startsWith("+")) return newest(state.callsByPhone.get(name), viewCall);
        const call = state.calls.get(name);
        return call && viewCall(call);
      }
      case "numbers":
        return [...state.numbers.values()].map(({ number, smsUrl, optOut }) => ({ number, smsUrl, optOut }));
      case "behaviour":
        return this.world.behaviour;
      case "log": {
        await journal.flush();
        const entries = await journal.after(after, limit);
        return { cursor: entries.at(-1)?.seq ?? after, entries };
      }
      case "changes": {
        if (wait > 0 && journal.cursor <= since) await journal.next(wait);
        const entries = await journal.after(since, limit);
        const changes = entries.map((entry) => viewChange(entry, state));
        return { cursor: entries.at(-1)?.seq ?? Math.min(since, journal.cursor), changes };
      }
      default:
        return undefined;
    }
  }

  private async act(area: string, name: string, verb: string, input: unknown): Promise<unknown> {
    if (area === "reply") return receiveText(this.world, take(replyInput, input));
    if (area === "incoming-call") return viewCall(await receiveCall(this.world, this.twilio.calls, take(incomingCallInput, input)));
    if (area === "accounts") return this.addAccount(input);
    if (area === "numbers") return this.register(input);
    if (area === "behaviour") return this.behave(input);
    if (area === "calls" && name !== "") return this.onCall(name, verb, input);
    throw new HttpError(404, { message: "no such thing" });
  }

  /** Adds an account, or gives a known one other keys. */
  private addAccount(input: unknown): unknown {
    const account = take(accountInput, input);
    const { twilio, resend } = this.world.options;
    if (account.carrier === "twilio") {
      const others = twilio.filter((one) => one.accountSid !== account.accountSid);
      twilio.splice(0, twilio.length, ...others, { accountSid: account.accountSid, authToken: account.authToken });
    } else {
      const { carrier: _, ...rest } = account;
      const others = resend.filter((one) => one.webhookUrl !== rest.webhookUrl);
      resend.splice(0, resend.length, ...others, rest as ResendAccount);
    }
    return {};
  }

  private async register(input: unknown): Promise<unknown> {
    const { accountSid, ...number } = take(numberInput, input);
    const accounts = this.world.options.twilio;
    const account = accounts.find((one) => one.accountSid === accountSid) ?? (accountSid === undefined ? accounts[0] : undefined);
    if (!account) throw new HttpError(422, { message: "unknown account", fields: ["accountSid"] });
    const fact: NumberRegistered = { kind: "number.registered", account: account.accountSid, ...number };
    const known = this.world.state.numbers.get(number.number);
    if (!known || !sameNumber(known, fact)) await this.world.journal.record(fact);
    return { number: number.number };
  }

  /** Changes the fields given; `{carrier}` alone makes it behave well again. */
  private behave(input: unknown): unknown {
    const { carrier, ...fields } = take(behaviourInput, input);
    const before = Object.keys(fields).length === 0 ? {} : this.world.behaviour[carrier];
    this.world.behaviour[carrier] = take(behaviourSchema.strict(), { ...before, ...fields });
    return this.world.behaviour[carrier];
  }

  private async onCall(sid: string, verb: string, input: unknown): Promise<unknown> {
    const { calls } = this.twilio;
    const actions: Record<string, () => boolean | Promise<boolean>> = {
      answer: () => calls.answer(sid, false),
      voicemail: () => calls.answer(sid, true),
      hangup: () => calls.hangUp(sid),
      keys: () => calls.press(sid, take(keysInput, input).digits),
    };
    const action = Object.hasOwn(actions, verb) ? actions[verb] : undefined;
    const call = this.world.state.calls.get(sid);
    if (!action || !call) throw new HttpError(404, { message: "no such thing" });
    if (!(await action())) throw new HttpError(409, { message: `not possible while the call is ${call.status}` });
    return viewCall(call);
  }
}
