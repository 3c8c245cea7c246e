/** POST and GET of Calls as Twilio answers them. */
import type { CallAccepted } from "@/lib/carriers/simulator/entries";
import type { CallFlow } from "@/lib/carriers/simulator/twilio/call-flow";
import { twilioError } from "@/lib/carriers/simulator/twilio/errors";
import { callJson } from "@/lib/carriers/simulator/twilio/format";
import { listPage } from "@/lib/carriers/simulator/twilio/listing";
import { isUrl } from "@/lib/carriers/simulator/twilio/messages";
import { refusalOfCall } from "@/lib/carriers/simulator/twilio/numbers";
import type { World } from "@/lib/carriers/simulator/world";

/** Accepts or refuses a call. Resolves when the acceptance is durable. */
export async function createCall(world: World, flow: CallFlow, account: string, form: URLSearchParams): Promise<Record<string, unknown>> {
  const to = form.get("To") ?? "";
  const from = form.get("From") ?? "";
  const url = form.get("Url");
  const twiml = form.get("Twiml");
  const callback = form.get("StatusCallback");
  if (from === "") throw twilioError(21213);
  const code = refusalOfCall(to, from);
  if (code !== undefined) throw twilioError(code);
  if ((url === null && twiml === null) || (url !== null && !isUrl(url))) throw twilioError(21205);
  if (callback !== null && !isUrl(callback)) throw twilioError(21609);
  const events = form.getAll("StatusCallbackEvent");
  const accepted: CallAccepted = {
    kind: "call.accepted",
    sid: `CA${world.nextId()}`,
    account,
    to,
    from,
    ...(url === null ? {} : { url }),
    ...(twiml === null ? {} : { twiml }),
    ...(callback === null ? {} : { statusCallback: callback }),
    statusEvents: events.length > 0 ? events : ["completed"],
    machineDetection: ["Enable", "DetectMessageEnd"].includes(form.get("MachineDetection") ?? ""),
  };
  await world.journal.record(accepted);
  const call = world.state.calls.get(accepted.sid);
  if (!call) throw new Error("an accepted call is missing");
  const answer = callJson(call);
  flow.start(call);
  return answer;
}

/** One call; throws 404 where there is none. */
export function fetchCall(world: World, account: string, sid: string): Record<string, unknown> {
  const call = world.state.calls.get(sid);
  if (call?.account !== account) throw twilioError(20404);
  return callJson(call);
}

/** A page of calls, newest first. */
export function listCalls(world: World, account: string, query: URLSearchParams, path: string): unknown {
  const to = query.get("To");
  const from = query.get("From");
  const status = query.get("Status");
  const lag = world.behaviour.twilio.listingLagMs;
  const now = world.clock().getTime();
  const candidates = to === null ? [...world.state.calls.values()] : (world.state.callsByPhone.get(to) ?? []);
  const found = candidates
    .filter(
      (call) =>
        call.account === account &&
        (to === null || call.to === to) &&
        (from === null || call.from === from) &&
        (status === null || call.status === status) &&
        now - call.createdAt.getTime() >= lag,
    )
    .toReversed();
  return listPage("calls", found, callJson, query, path);
}
