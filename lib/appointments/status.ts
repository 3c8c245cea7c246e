/** The axes that an appointment keeps apart (db/schema/appointments.ts). */
export type AppointmentAxes = {
  lifecycle: "booked" | "cancelled" | "rescheduled" | "no-show" | "completed";
  confirmation: "unconfirmed" | "confirmed" | "declined";
  arrival: "none" | "arrived" | "checked-in" | "in-room" | "done";
};

export const APPOINTMENT_STATUSES = [
  "unconfirmed",
  "confirmed",
  "cancelled",
  "no-show",
  "rescheduled",
  "arrived",
  "checked-in",
  "in-room",
  "completed",
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** The one status that screens show, derived from the axes: what ended the visit wins, then arrival, then the answer. */
export function appointmentStatus(a: AppointmentAxes): AppointmentStatus {
  if (a.lifecycle !== "booked") return a.lifecycle;
  if (a.arrival === "done") return "completed";
  if (a.arrival !== "none") return a.arrival;
  return a.confirmation === "confirmed" ? "confirmed" : "unconfirmed";
}
