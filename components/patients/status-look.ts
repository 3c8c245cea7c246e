import type { StatusLook } from "@/components/ui/status-map";

/** A patient's status as word, shape and colour. */
export const PATIENT_STATUS_LOOKS: Record<"active" | "inactive" | "deceased", StatusLook> = {
  active: { word: "Active", shape: "check", tone: "good" },
  inactive: { word: "Inactive", shape: "dash", tone: "neutral" },
  deceased: { word: "Deceased", shape: "square", tone: "neutral" },
};
