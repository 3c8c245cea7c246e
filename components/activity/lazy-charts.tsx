"use client";

import dynamic from "next/dynamic";

/* The drawing library is loaded by this screen only, and after its numbers. Options have to be literals. */
const Waiting = () => <div aria-hidden className="h-64 w-full rounded-sm bg-sunken" />;

export const TimeChart = dynamic(() => import("./charts").then((all) => all.TimeChart), { ssr: false, loading: Waiting });
export const SplitChart = dynamic(() => import("./charts").then((all) => all.SplitChart), { ssr: false, loading: Waiting });
