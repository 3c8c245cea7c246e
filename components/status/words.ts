import type { StatusLook } from "@/components/ui/status-map";

/** How the public page names states; the same words for staff who post them. */
export const COMPONENT_LOOKS: Record<string, StatusLook> = {
  ok: { word: "Working", shape: "check", tone: "good" },
  degraded: { word: "Impaired", shape: "triangle", tone: "warn" },
  down: { word: "Not working", shape: "cross", tone: "bad" },
  unknown: { word: "Not known", shape: "ring", tone: "neutral" },
};

export const INCIDENT_LOOKS: Record<string, StatusLook> = {
  planned: { word: "Planned", shape: "clock", tone: "info" },
  investigating: { word: "We are looking into it", shape: "triangle", tone: "bad" },
  identified: { word: "Cause found", shape: "diamond", tone: "warn" },
  monitoring: { word: "Mended, being watched", shape: "half", tone: "info" },
  resolved: { word: "Over", shape: "check", tone: "good" },
};

export const IMPACT_WORDS: Record<string, string> = {
  maintenance: "Maintenance",
  minor: "Some things do not work",
  major: "Much does not work",
};
