import { createInspector, type Inspector } from "@/inngest/engine";
import { functions } from "@/inngest/functions";
import { env } from "@/lib/env";
import { onShutdown } from "@/lib/live/shutdown";
import { productNow } from "@/lib/tenancy/resolve";

/*
 * What the web server knows about workflows: it runs none itself. With the embedded engine it reads the engine's tables; where
 * Inngest runs them, Inngest's own dashboard shows the runs.
 */

type Held = { inspector?: Inspector; offset: number };
const held: Held = ((globalThis as { __lumaInspector?: Held }).__lumaInspector ??= { offset: 0 });

/** The embedded engine's runs and numbers; undefined where Inngest runs the workflows. */
export function engineInspector(): Inspector | undefined {
  const e = env();
  if (e.engine !== "embedded") return undefined;
  if (!held.inspector) {
    const inspector = (held.inspector = createInspector({
      connectionString: e.DATABASE_ENGINE_URL ?? e.DATABASE_DIRECT_URL ?? e.DATABASE_URL,
      appId: "luma",
      now: () => new Date(Date.now() + held.offset),
    }));
    onShutdown(() => void inspector.close().catch(() => undefined));
  }
  return held.inspector;
}

/** The demo's clock moves: read before numbers that depend on it. */
export async function followProductClock(): Promise<void> {
  held.offset = (await productNow()).getTime() - Date.now();
}

/** id → name, of every workflow of the product; ids as the engine knows them. */
export const WORKFLOWS: readonly { id: string; name: string }[] = functions
  .map((fn) => ({ id: `luma-${fn.id()}`, name: fn.name }))
  .toSorted((a, b) => a.name.localeCompare(b.name));

/** A workflow's name in words; one that this release no longer has is called by its id. */
export const workflowName = (id: string): string => WORKFLOWS.find((one) => one.id === id)?.name ?? id.replace(/^luma-/, "");
