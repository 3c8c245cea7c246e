"use client";

import dynamic from "next/dynamic";

/* The drawing library is loaded by this screen only, and after its numbers. */
const wait = { ssr: false, loading: () => <div aria-hidden className="h-64 w-full rounded-sm bg-sunken" /> };

export const TimeChart = dynamic(() => import("./charts").then((all) => all.TimeChart), wait);
export const SplitChart = dynamic(() => import("./charts").then((all) => all.SplitChart), wait);
