/** A call as it is lived: it rings, is answered, the script is read, a key is pressed, someone hangs up. */
import { isOver, type Call } from "@/lib/carriers/simulator/state";
import { fateOfCall } from "@/lib/carriers/simulator/twilio/numbers";
import { postAsTwilio, postReceipt } from "@/lib/carriers/simulator/twilio/receipts";
import { readTwiml, type Verb } from "@/lib/carriers/simulator/twilio/twiml";
import type { World } from "@/lib/carriers/simulator/world";

/** Which status callback a status belongs to. */
const eventOf: Record<string, string> = { queued: "initiated", ringing: "ringing", "in-progress": "answered" };
/** Redirects and answers that lead to each other are cut off here. */
const MAX_DOCUMENTS = 20;
const DEFAULT_GATHER_SECONDS = 5;

type Line = {
  /** What is left to read. */
  verbs: Verb[];
  /** The Gather that waits for a key. */
  gather?: Verb;
  /** Where relative addresses start from. */
  base: string | undefined;
  documents: number;
  sequence: number;
  cancelTimer: () => void;
};

export class CallFlow {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly world: World) {}

  /** Lets an accepted call ring. */
  start(call: Call): void {
    this.lines.set(call.sid, { verbs: [], base: call.url, documents: 0, sequence: 0, cancelTimer: () => {} });
    this.report(call, "queued");
    const fate = fateOfCall(call.to);
    const { answerMs, ringMs } = this.world.delays;
    this.timer(call, Math.min(200, answerMs || 200), () => {
      this.move(call, "ringing");
      if (fate === "machine") this.timer(call, answerMs || 200, () => void this.answer(call.sid, true));
      else if (fate !== undefined) this.timer(call, answerMs || 200, () => this.end(call, fate));
      else if (answerMs > 0) this.timer(call, answerMs, () => void this.answer(call.sid, false));
      else this.timer(call, ringMs, () => this.end(call, "no-answer"));
    });
  }

  /** A patient calls: answered at once by what the number's webhook says. */
  async takeIn(call: Call): Promise<void> {
    const line: Line = { verbs: [], base: call.url, documents: 0, sequence: 0, cancelTimer: () => {} };
    this.lines.set(call.sid, line);
    this.move(call, "in-progress");
    if (call.url !== undefined) await this.load(call, line, call.url, {});
  }

  /** After a restart: calls that had begun are over. */
  resume(): void {
    for (const call of this.world.state.calls.values()) {
      if (call.status === "queued") this.start(call);
      else if (!isOver(call)) this.move(call, "completed");
    }
  }

  /** Picks up – a person or voicemail. False where it does not ring (any more). */
  async answer(sid: string, machine: boolean): Promise<boolean> {
    const call = this.world.state.calls.get(sid);
    const line = this.lines.get(sid);
    if (!call || !line || (call.status !== "ringing" && call.status !== "queued")) return false;
    line.cancelTimer();
    const answeredBy = call.machineDetection ? (machine ? "machine_end_beep" : "human") : undefined;
    this.move(call, "in-progress", answeredBy);
    if (machine) this.say(call, "line", "voicemail");
    if (call.url !== undefined) await this.load(call, line, call.url, answeredBy ? { AnsweredBy: answeredBy } : {});
    else this.read(call, line, call.twiml ?? "");
    return true;
  }

  /** Presses keys (picking up first, if need be). False where no key is expected. */
  async press(sid: string, digits: string): Promise<boolean> {
    const call = this.world.state.calls.get(sid);
    const line = this.lines.get(sid);
    if (!call || !line) return false;
    if (call.status === "ringing" || call.status === "queued") await this.answer(sid, false);
    const { gather } = line;
    if (!gather) return false;
    line.cancelTimer();
    delete line.gather;
    this.say(call, "patient", digits);
    const wanted = Number(gather.attributes["numDigits"] ?? digits.length) || digits.length;
    const action = gather.attributes["action"] ?? call.url;
    if (action === undefined) this.go(call, line);
    else await this.load(call, line, action, { Digits: digits.slice(0, wanted), msg: "Gather End" });
    return true;
  }

  /** The patient hangs up (or does not take the call). False where it is over. */
  hangUp(sid: string): boolean {
    const call = this.world.state.calls.get(sid);
    if (!call || isOver(call) || !this.lines.has(sid)) return false;
    this.end(call, call.status === "in-progress" ? "completed" : "busy");
    return true;
  }

  private timer(call: Call, ms: number, action: () => void): void {
    const line = this.lines.get(call.sid);
    if (line) line.cancelTimer = this.world.later(ms, action);
  }

  /** Fetches the next document from the product, signed. */
  private async load(call: Call, line: Line, address: string, extra: Record<string, string>): Promise<void> {
    line.documents += 1;
    const url = URL.canParse(address, line.base) ? new URL(address, line.base).href : undefined;
    if (url === undefined || line.documents > MAX_DOCUMENTS) return this.broken(call);
    line.base = url;
    const fields = { ...callFields(call), ...extra };
    const xml = await postAsTwilio(this.world, call.account, url, fields, call.sid);
    if (isOver(call)) return;
    if (xml === undefined) this.broken(call);
    else this.read(call, line, xml);
  }

  private read(call: Call, line: Line, xml: string): void {
    const verbs = readTwiml(xml);
    if (!verbs) return this.broken(call);
    line.verbs = verbs;
    this.go(call, line);
  }

  /** Reads on until a key is wanted or the script ends. */
  private go(call: Call, line: Line): void {
    for (let verb = line.verbs.shift(); verb; verb = line.verbs.shift()) {
      if (verb.name === "Say") this.say(call, "practice", verb.text.trim());
      else if (verb.name === "Gather") return this.gather(call, line, verb);
      else if (verb.name === "Redirect") return void this.load(call, line, verb.text.trim(), {});
      else if (verb.name === "Dial") return this.dial(call, verb);
      else if (verb.name === "Hangup") break;
    }
    this.end(call, "completed");
  }

  private gather(call: Call, line: Line, verb: Verb): void {
    const spoken = verb.children.filter(({ name }) => name === "Say").map(({ text }) => text.trim());
    this.say(call, "practice", spoken.join(" "), true);
    line.gather = verb;
    const seconds = Number(verb.attributes["timeout"] ?? DEFAULT_GATHER_SECONDS) || DEFAULT_GATHER_SECONDS;
    this.timer(call, this.world.delays.gatherMs || seconds * 1000, () => {
      delete line.gather;
      this.go(call, line);
    });
  }

  /** Puts the call through; both talk until one hangs up. */
  private dial(call: Call, verb: Verb): void {
    const number = verb.children.find(({ name }) => name === "Number")?.text ?? verb.text;
    this.say(call, "line", `Put through to ${number.trim()}`);
  }

  private say(call: Call, who: "practice" | "patient" | "line", text: string, waiting = false): void {
    void this.world.journal.record({ kind: "call.line", sid: call.sid, who, text, waiting });
  }

  /** The script could not be read: Twilio says so and hangs up. */
  private broken(call: Call): void {
    this.say(call, "line", "We are sorry, an application error has occurred. Goodbye.");
    this.end(call, "completed");
  }

  private end(call: Call, status: string): void {
    this.lines.get(call.sid)?.cancelTimer();
    this.move(call, status);
    this.lines.delete(call.sid);
  }

  private move(call: Call, status: string, answeredBy?: string): void {
    const started = call.startedAt?.getTime();
    const over = status === "completed" && started !== undefined;
    const seconds = over ? Math.round((this.world.clock().getTime() - started) / 1000) : undefined;
    void this.world.journal.record({
      kind: "call.status",
      sid: call.sid,
      status,
      ...(answeredBy === undefined ? {} : { answeredBy }),
      ...(seconds === undefined ? {} : { seconds }),
    });
    this.report(call, status);
  }

  /** Posts the status callback, where this event was asked for. */
  private report(call: Call, status: string): void {
    const event = eventOf[status] ?? "completed";
    if (call.statusCallback === undefined || !call.statusEvents.includes(event)) return;
    const line = this.lines.get(call.sid);
    const fields = {
      ...callFields(call),
      CallStatus: status === "queued" ? "initiated" : status,
      CallbackSource: "call-progress-events",
      SequenceNumber: String(line?.sequence ?? 0),
      Timestamp: this.world.clock().toUTCString().replace("GMT", "+0000"),
      ...(call.seconds === undefined ? {} : { CallDuration: String(call.seconds), Duration: "1" }),
    };
    if (line) line.sequence += 1;
    postReceipt(this.world, call.account, call.statusCallback, fields, call.sid);
  }
}

function callFields(call: Call): Record<string, string> {
  return {
    AccountSid: call.account,
    ApiVersion: "2010-04-01",
    CallSid: call.sid,
    CallStatus: call.status,
    Called: call.to,
    Caller: call.from,
    Direction: call.inbound ? "inbound" : "outbound-api",
    From: call.from,
    To: call.to,
    ...(call.answeredBy === undefined ? {} : { AnsweredBy: call.answeredBy }),
  };
}
