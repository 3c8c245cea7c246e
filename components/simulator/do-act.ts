import type { ActionResult } from "@/lib/actions/result";
import type { SimulatorAct } from "@/lib/simulator/act";

/** Acts at the stand-ins. Gives undefined on success, otherwise the sentence to show. */
export async function doAct(act: SimulatorAct): Promise<string | undefined> {
  try {
    const answer = await fetch("/api/simulator/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    const result: ActionResult<null> = await answer.json();
    return result.ok ? undefined : result.message;
  } catch {
    return "Luma did not answer. Nothing was sent; try again.";
  }
}
