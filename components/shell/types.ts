import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/actions/result";

/** Who is signed in, as the shell shows it. */
export type ShellUser = { name: string; email: string; role: string };

export type ShellFacility = { id: string; name: string };

/** A patient found by the command palette. */
export type PatientHit = {
  id: string;
  name: string;
  /** What tells two of the same name apart: date of birth, number, identifier. */
  detail: string;
  href: string;
};

export type SearchPatients = (input: { text: string }) => Promise<ActionResult<readonly PatientHit[]>>;

/** Something to do from the command palette. */
export type ShellAction = { id: string; label: string; words?: string; href: string };

export type ShellProps = {
  organization: string;
  user: ShellUser;
  demo: boolean;
  /** Whether the areas for admins are shown. */
  admin: boolean;
  /** Ids of menu items that are left out. */
  hidden: readonly string[];
  /** Said above every screen. */
  banner?: ReactNode;
  facilities: readonly ShellFacility[];
  /** The facility that the screens are narrowed to; null for all. */
  facilityId: string | null;
  /** How many things wait for a person. */
  needsPerson: { count: number; href: string };
  /** How far the demonstration's clock was moved ahead, e.g. "2 days, 3 hours"; nothing where it was not. */
  clockAhead?: string;
  chooseFacility: (input: { facilityId: string | null }) => Promise<ActionResult<unknown>>;
  signOut: () => Promise<void>;
  /** Patients for what was typed, best first; called while one types, from two letters on. */
  searchPatients: SearchPatients;
  /** Settings that the palette finds by their words; shown once something is typed. */
  settings?: readonly ShellAction[];
  /** More for the palette, e.g. "New appointment". */
  actions?: readonly ShellAction[];
};
