import type { TimeText } from "@/components/ui/time";

/** One setting as the screen shows it for the chosen scope. */
export type SettingView = {
  key: string;
  area: string;
  areaLabel: string;
  /** Rows of the product specification that it serves; found by the search. */
  spec: readonly string[];
  label: string;
  help?: string;
  /** What holds here, and where it comes from in words ("the default", "set for the organization"). */
  value: unknown;
  source: string;
  /** What is stored for the chosen scope itself. */
  own?: { by: string | null; at: TimeText; valid: boolean };
  /** What would hold if the own value were taken back. */
  fallback: { value: unknown; source: string };
  defaultValue: unknown;
  /** Other places with a value of their own: by name, with the value, and as the choice of places names them ("" for the organization). */
  elsewhere: { name: string; value: string; scope: string; known: boolean }[];
  affectsPlan: boolean;
  /** Why this person cannot change it here; undefined where they can. */
  locked?: string;
  /** Last changes, newest first. */
  history: { at: TimeText; by: string; where: string; from: string; to: string }[];
};

export type ScopeChoice = { value: string; label: string };
export type ScopeGroup = { label: string; choices: ScopeChoice[] };
