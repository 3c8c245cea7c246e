"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/lib/actions/result";
import type { FoundPatient } from "@/lib/patients/queries";

export type FindSharers = (input: { address: string; except?: string }) => Promise<ActionResult<FoundPatient[]>>;

const PAUSE_MS = 300;
const FEWEST = 6;

/** Says who else has the number or address that is being typed. A household may share one, so it warns and lets it be. */
export function SharedWarning({ address, except, find }: { address: string; except?: string; find: FindSharers }) {
  const [answer, setAnswer] = useState<{ asked: string; sharers: readonly FoundPatient[] }>({ asked: "", sharers: [] });
  const asked = address.trim();
  useEffect(() => {
    if (asked.length < FEWEST) return undefined;
    let dropped = false;
    const timer = setTimeout(async () => {
      const result = await find({ address: asked, except }).catch(() => undefined);
      if (!dropped) setAnswer({ asked, sharers: result?.ok ? result.data : [] });
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [asked, except, find]);
  const sharers = answer.asked === asked ? answer.sharers : [];
  return (
    <output className="block text-sm text-warn">
      {sharers.length > 0 ? (
        <>
          Also used by{" "}
          {sharers.map((p, index) => (
            <span key={p.id}>
              {index > 0 ? ", " : ""}
              <bdi className="font-medium">{p.name}</bdi>
              {p.detail ? ` (${p.detail})` : ""}
            </span>
          ))}
          . A household may share it; check that this is not the same person twice.
        </>
      ) : null}
    </output>
  );
}
