"use client";

import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Measure } from "@/lib/activity/types";
import { SERIES } from "./series";

/** A point in time, or a line of a breakdown, as the charts draw it. */
export type Point = { name: string } & Partial<Record<Measure, number>>;

const tick = { fill: "var(--ink-muted)", fontSize: 12 };
const tooltip = {
  contentStyle: { background: "var(--raised)", border: "1px solid var(--line)", borderRadius: 6, color: "var(--ink)" },
  cursor: { fill: "var(--hover)", stroke: "var(--line-strong)" },
};

/*
 * Charts are for the eye only: each stands beside a table of the same numbers, which is what screen readers and keyboards get. Nothing
 * moves, and lines and bars differ in stroke and pattern, not only in colour.
 */

/** How numbers went over days or hours. */
export function TimeChart({ points }: { points: readonly Point[] }) {
  return (
    <div aria-hidden className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={[...points]} accessibilityLayer={false} margin={{ top: 8, right: 12, bottom: 0, left: -12 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="name" tick={tick} stroke="var(--line-strong)" minTickGap={24} />
          <YAxis tick={tick} stroke="var(--line-strong)" allowDecimals={false} />
          <Tooltip {...tooltip} isAnimationActive={false} />
          {SERIES.map((one) => (
            <Line
              key={one.measure}
              dataKey={one.measure}
              name={one.label}
              stroke={one.colour}
              strokeDasharray={one.dash}
              strokeWidth={2}
              dot={points.length < 2}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** How a number divides among a few: channels, kinds of message, facilities, reasons. */
export function SplitChart({ points, measure, label }: { points: readonly Point[]; measure: Measure; label: string }) {
  return (
    <div aria-hidden className="w-full" style={{ height: 40 + points.length * 34 }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={[...points]} layout="vertical" accessibilityLayer={false} margin={{ top: 4, right: 12, bottom: 0, left: 4 }}>
          <CartesianGrid stroke="var(--line)" horizontal={false} />
          <XAxis type="number" tick={tick} stroke="var(--line-strong)" allowDecimals={false} />
          <YAxis type="category" dataKey="name" tick={tick} stroke="var(--line-strong)" width={120} />
          <Tooltip {...tooltip} isAnimationActive={false} />
          <Bar dataKey={measure} name={label} fill="var(--accent)" maxBarSize={20} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
