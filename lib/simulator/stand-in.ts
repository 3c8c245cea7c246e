import { behaviourSchema, type Behaviour, type Carrier } from "@/lib/carriers/simulator/behaviour";
import { simulatorControl, SimulatorError } from "@/lib/carriers/simulator/control";
import { AppError, forbidden } from "@/lib/errors";
import { env } from "@/lib/env";
import { z } from "zod";

/** The stand-ins' control client. Throws `forbidden` outside the demonstration, `unavailable` where none is set up. */
export function standIn(): ReturnType<typeof simulatorControl> {
  return simulatorControl(standInUrl());
}

function standInUrl(): string {
  const { mode, SIMULATOR_URL } = env();
  if (mode !== "demo") throw forbidden();
  if (!SIMULATOR_URL) throw new AppError("unavailable", "The simulator is not set up: start Luma with npm start.");
  return SIMULATOR_URL;
}

const both = z.object({ twilio: behaviourSchema, resend: behaviourSchema });

/** How both stand-ins behave just now. Throws SimulatorError where they do not answer. */
export async function currentBehaviour(): Promise<Record<Carrier, Behaviour>> {
  let answer: Response;
  try {
    answer = await fetch(new URL("/_sim/behaviour", standInUrl()), { signal: AbortSignal.timeout(5_000) });
  } catch (cause) {
    throw new SimulatorError(0, "the simulator does not answer", { cause });
  }
  return both.parse(await answer.json());
}

/** The stand-ins' refusals as errors for a person. Others pass through. */
export function asAppError(error: unknown): unknown {
  if (!(error instanceof SimulatorError)) return error;
  if (error.status === 0)
    return new AppError("unavailable", "The simulator does not answer. Messages are kept and go out once it runs again.");
  if (error.status === 404) return new AppError("not-found", "The simulator does not know this any more.");
  return new AppError(error.status === 409 ? "conflict" : "invalid", `The simulator says: ${error.message}.`);
}
