"use client";

import { StatusShape, type Shape } from "@/components/ui/status-shape";
import { Tooltip } from "@/components/ui/tooltip";
import type { LiveState } from "./connection";
import { useLiveState } from "./live-provider";

const looks: Record<LiveState, { word: string; shape: Shape; colour: string; help: string }> = {
  connecting: { word: "Connecting", shape: "ring", colour: "text-ink-muted", help: "Changes will show by themselves in a moment." },
  live: { word: "Live", shape: "dot", colour: "text-good", help: "Changes show by themselves." },
  polling: {
    word: "Every 10 s",
    shape: "half",
    colour: "text-warn",
    help: "The live connection does not hold here; the screen asks for changes every 10 seconds.",
  },
  paused: { word: "Paused", shape: "square", colour: "text-ink-muted", help: "This tab was hidden; it catches up as soon as it is seen." },
  offline: {
    word: "Offline",
    shape: "triangle",
    colour: "text-bad",
    help: "No answer from the server. What you see may be old; it keeps trying.",
  },
};

/** Says whether the screen is up to date by itself. */
export function LiveIndicator() {
  const look = looks[useLiveState()];
  return (
    <Tooltip content={look.help} side="bottom">
      <button
        type="button"
        className="flex h-6 cursor-default! items-center gap-1.5 rounded-sm px-1 text-sm whitespace-nowrap text-ink-muted"
      >
        <span className={look.colour}>
          <StatusShape shape={look.shape} />
        </span>
        <span aria-live="polite">{look.word}</span>
      </button>
    </Tooltip>
  );
}
