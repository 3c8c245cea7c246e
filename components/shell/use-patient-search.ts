"use client";

import { useEffect, useState } from "react";
import type { PatientHit, SearchPatients } from "./types";

const PAUSE_MS = 150;
const FEWEST_LETTERS = 2;

export type PatientSearch = { state: "idle" | "searching" | "found" | "failed"; hits: readonly PatientHit[] };
const idle: PatientSearch = { state: "idle", hits: [] };

/** Searches while one types; an answer to an older question is dropped. */
export function usePatientSearch(text: string, search: SearchPatients): PatientSearch {
  const [answer, setAnswer] = useState<{ asked: string; result: PatientSearch }>({ asked: "", result: idle });
  const asked = text.trim();

  useEffect(() => {
    if (asked.length < FEWEST_LETTERS) return undefined;
    let dropped = false;
    const timer = setTimeout(async () => {
      const result = await search({ text: asked }).then(
        (answer): PatientSearch => (answer.ok ? { state: "found", hits: answer.data } : { state: "failed", hits: [] }),
        (): PatientSearch => ({ state: "failed", hits: [] }),
      );
      if (!dropped) setAnswer({ asked, result });
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [asked, search]);

  if (asked.length < FEWEST_LETTERS) return idle;
  return answer.asked === asked ? answer.result : { state: "searching", hits: answer.result.hits };
}
