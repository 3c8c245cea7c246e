import { type StatusLook, statusLook } from "@/components/ui/status-map";
import type { ImportSummary } from "@/lib/imports/queries";
import { formatDate, formatDateTime } from "@/lib/time/format";
import { toWall } from "@/lib/time/zones";

export const KIND_WORDS = { patients: "Patients", appointments: "Schedule", "do-not-contact": "Do not contact" } as const;

/** The state of a run as word, shape and colour. */
export function runLook(run: Pick<ImportSummary, "state" | "rejected">): StatusLook {
  switch (run.state) {
    case "mapping":
      return { ...statusLook("job", "waiting"), word: "Choose columns" };
    case "checking":
      return { ...statusLook("job", "running"), word: "Checking" };
    case "checked":
      return { ...statusLook("job", "waiting"), word: "Checked" };
    case "importing":
      return { ...statusLook("job", "running"), word: "Importing" };
    case "done":
      return statusLook("job", run.rejected > 0 ? "done-with-errors" : "done");
    default:
      return statusLook("job", run.state);
  }
}

const number = new Intl.NumberFormat("en-US");

export function count(n: number, one: string, many = `${one}s`): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

export function bytesText(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}

export function dayText(at: Date, zone: string): string {
  return formatDate(toWall(zone, at).date, "en");
}

export function whenText(at: Date, zone: string): string {
  const wall = toWall(zone, at);
  return formatDateTime(wall.date, wall.time, "en");
}

/** `12,400 rows · 1,900 a second · about 3 minutes left` */
export function progressText({ progress }: ImportSummary): string {
  const parts = [count(progress.rows, "row")];
  if (progress.rowsPerSecond > 0) parts.push(`${number.format(progress.rowsPerSecond)} a second`);
  if (progress.secondsLeft !== undefined)
    parts.push(
      progress.secondsLeft < 60
        ? `about ${count(Math.max(5, Math.ceil(progress.secondsLeft / 5) * 5), "second")} left`
        : `about ${count(Math.ceil(progress.secondsLeft / 60), "minute")} left`,
    );
  return parts.join(" · ");
}
