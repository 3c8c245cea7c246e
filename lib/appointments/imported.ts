import type { AppointmentAxes } from "./status";

/** One visit of a file, its names already looked up and its wall time already an instant. */
export type AppointmentRow = {
  externalId: string;
  patientId: string;
  facilityId: string;
  /** Undefined: the file has no such column, or the cell is empty. */
  providerId?: string;
  typeId?: string;
  startsAt: Date;
  endsAt: Date;
  /** `YYYY-MM-DD` and `HH:MM` on the wall in `zone`. */
  localDate: string;
  localTime: string;
  zone: string;
  /** What the file's status column says; undefined without such a column. */
  state?: { lifecycle: AppointmentAxes["lifecycle"]; confirmed: boolean; arrival: AppointmentAxes["arrival"] };
};

export type StoredAppointment = AppointmentAxes & {
  id: string;
  externalId: string;
  patientId: string;
  facilityId: string;
  providerId: string | null;
  typeId: string | null;
  startsAt: Date;
  endsAt: Date;
  cancelledChannel: string | null;
};

export type ImportedChange = AppointmentAxes & {
  /** Nothing differs. */
  same: boolean;
  /** The messages of the old plan no longer fit: the schedule revision rises. */
  revised: boolean;
  confirmedNow: boolean;
  cancelledNow: boolean;
};

/**
 * What a file's row makes of a stored visit. Pure.
 * Another time, facility or patient is a new schedule revision, and a confirmation of the old one is dropped. "Booked" in the
 * file does not undo a patient's answer: the file may be older than the answer. A visit that an earlier file cancelled
 * is booked again when a later one says so; one that the patient or staff cancelled only when it also moved.
 */
export function mergeImported(old: StoredAppointment, row: AppointmentRow): ImportedChange {
  const moved = old.startsAt.getTime() !== row.startsAt.getTime() || old.facilityId !== row.facilityId || old.patientId !== row.patientId;
  const lifecycle = nextLifecycle(old, row, moved);
  const reopened = lifecycle === "booked" && old.lifecycle !== "booked";
  const revised = moved || reopened;
  const confirmed = row.state?.confirmed === true && lifecycle === "booked";
  const confirmation = confirmed ? "confirmed" : revised ? "unconfirmed" : old.confirmation;
  const arrival = row.state && row.state.arrival !== "none" ? row.state.arrival : revised ? "none" : old.arrival;
  const same =
    !revised &&
    lifecycle === old.lifecycle &&
    confirmation === old.confirmation &&
    arrival === old.arrival &&
    old.patientId === row.patientId &&
    old.endsAt.getTime() === row.endsAt.getTime() &&
    (row.providerId === undefined || row.providerId === old.providerId) &&
    (row.typeId === undefined || row.typeId === old.typeId);
  return {
    lifecycle,
    confirmation,
    arrival,
    same,
    revised,
    confirmedNow: confirmation === "confirmed" && (revised || old.confirmation !== "confirmed"),
    cancelledNow: lifecycle === "cancelled" && old.lifecycle !== "cancelled",
  };
}

function nextLifecycle(old: StoredAppointment, row: AppointmentRow, moved: boolean): AppointmentAxes["lifecycle"] {
  if (row.state === undefined) return moved && old.lifecycle !== "completed" ? "booked" : old.lifecycle;
  if (row.state.lifecycle !== "booked") return row.state.lifecycle;
  if (old.lifecycle === "cancelled" && !moved && old.cancelledChannel !== "import") return "cancelled";
  return "booked";
}
