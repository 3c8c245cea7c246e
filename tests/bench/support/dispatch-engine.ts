import pg from "pg";
import { serve } from "inngest/edge";
import { inngest, useEmbeddedEngine } from "@/inngest/client";
import { createEngine } from "@/inngest/engine/index";
import { dispatchDueMessages } from "@/inngest/functions/dispatch-due";
import type { Scene } from "./scene";

/** Sends what is due through the product's own workflow on the embedded engine: an event wakes it, its steps do the work. */
export async function throughEngine(scene: Scene): Promise<void> {
  const engine = createEngine({ connectionString: scene.database.urls.engine, appId: "luma", concurrency: 4 });
  useEmbeddedEngine(engine);
  await engine.start(serve({ client: inngest, functions: [dispatchDueMessages] }));
  const pool = new pg.Pool({ connectionString: scene.database.url, max: 1 });
  pool.on("error", () => {});
  try {
    await inngest.send({ name: "luma/dispatch.nudged", data: { reason: "bench" } });
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const { rows } = await pool.query<{ open: boolean }>(
        "select exists (select 1 from planned_message p, product_clock c where p.state in ('planned', 'claimed') and p.due_at <= clock_timestamp() + c.offset_ms * interval '1 millisecond') as open",
      );
      if (!rows[0]!.open) return;
    }
  } finally {
    await pool.end();
    await engine.stop();
  }
}
