import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { poolUse, type PoolUse } from "@/db/client";

export type ProcessStats = {
  /** Milliseconds that timers were late since the last reading. */
  loop: { p50: number; p99: number; max: number };
  pools: PoolUse[];
  memoryBytes: number;
  cpuSeconds: number;
  uptimeSeconds: number;
};

const holder = globalThis as { __lumaLoop?: IntervalHistogram };

/** Begins to watch the event loop of this process; once. */
export function watchEventLoop(): void {
  if (holder.__lumaLoop) return;
  holder.__lumaLoop = monitorEventLoopDelay({ resolution: 20 });
  holder.__lumaLoop.enable();
}

/** How this process does; the event loop's figures begin anew with each reading. */
export function readProcessStats(): ProcessStats {
  watchEventLoop();
  const loop = holder.__lumaLoop!;
  // What the histogram measures holds its own resolution.
  const ms = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e4) / 100 - 20);
  const seen = loop.count > 0;
  const stats = {
    loop: seen ? { p50: ms(loop.percentile(50)), p99: ms(loop.percentile(99)), max: ms(loop.max) } : { p50: 0, p99: 0, max: 0 },
    pools: poolUse(),
    memoryBytes: process.memoryUsage.rss(),
    cpuSeconds: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    uptimeSeconds: process.uptime(),
  };
  loop.reset();
  return stats;
}
