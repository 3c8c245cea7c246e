/** Applies the current behaviour to a request. */
import type { ServerResponse } from "node:http";
import type { Carrier } from "@/lib/carriers/simulator/behaviour";
import { HttpError } from "@/lib/carriers/simulator/http";
import type { World } from "@/lib/carriers/simulator/world";

/**
 * Waits as the behaviour says; true where the request is not answered at all.
 * Throws 503 where the carrier is down and says so. Stops waiting when the client is gone.
 */
export async function misbehave(world: World, carrier: Carrier, response: ServerResponse): Promise<boolean> {
  const { down, downMode, latencyMs } = world.behaviour[carrier];
  if (latencyMs > 0) await new Promise<void>((resolve) => world.later(latencyMs, resolve));
  if (!down) return false;
  if (downMode === "unavailable") throw new HttpError(503, { message: "Service Unavailable", status: 503 });
  if (downMode === "reset") response.socket?.destroy();
  return true;
}

/** True where an accepted message's answer is to be lost; the connection stays open until the client gives up. */
export function swallowAnswer(world: World, carrier: Carrier, response: ServerResponse): boolean {
  const swallowed = world.chance(world.behaviour[carrier].timeoutAfterAcceptRate);
  return swallowed || response.destroyed;
}
