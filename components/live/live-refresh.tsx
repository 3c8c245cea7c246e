"use client";

import type { LiveTopic } from "@/lib/live/notify";
import { useLive } from "./live-provider";

/** For server-rendered screens: fetches their data again when one of the topics changed. Shows nothing. */
export function LiveRefresh({ topics }: { topics: readonly LiveTopic[] }) {
  useLive(topics);
  return null;
}
