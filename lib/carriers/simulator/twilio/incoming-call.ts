/** A patient's call to one of our numbers: the number's webhook says what happens. */
import type { CallAccepted } from "@/lib/carriers/simulator/entries";
import { HttpError } from "@/lib/carriers/simulator/http";
import type { Call } from "@/lib/carriers/simulator/state";
import type { CallFlow } from "@/lib/carriers/simulator/twilio/call-flow";
import type { World } from "@/lib/carriers/simulator/world";

/** Takes a call from a phone. Resolves when the first script was read. Throws 409 where the number has no webhook for calls. */
export async function receiveCall(world: World, flow: CallFlow, numbers: { from: string; to: string }): Promise<Call> {
  const own = world.state.numbers.get(numbers.to);
  const base = world.options.twilioWebhookBase?.replace(/\/$/, "");
  const url = own?.voiceUrl ?? (base === undefined ? undefined : `${base}/incoming-call`);
  const account = own?.account ?? world.options.twilio[0]?.accountSid;
  if (url === undefined || account === undefined) throw new HttpError(409, { message: "this number takes no calls" });
  const accepted: CallAccepted = {
    kind: "call.accepted",
    sid: `CA${world.nextId()}`,
    account,
    ...numbers,
    url,
    statusEvents: [],
    machineDetection: false,
    inbound: true,
  };
  await world.journal.record(accepted);
  const call = world.state.calls.get(accepted.sid);
  if (!call) throw new Error("an accepted call is missing");
  await flow.takeIn(call);
  return call;
}
