import { Time } from "@/components/ui/time";
import type { OrganizationPreview } from "@/lib/settings/preview-organization";

const count = (n: number): string => n.toLocaleString("en");

/** [DLV-11] What an unsaved value would change for the next visits: counts by day side by side, and the first differences. */
export function OrganizationEffect({ preview }: { preview: OrganizationPreview }) {
  const { moved, dropped, added } = preview.changed;
  const total = moved + dropped + added;
  const parts = [
    moved ? `${count(moved)} go out at another time or in another way` : "",
    dropped ? `${count(dropped)} no longer go out` : "",
    added ? `${count(added)} go out besides` : "",
  ].filter(Boolean);
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">For the next visits</h3>
      <p>
        {total === 0 ? "No planned reminder would be different." : `${parts.join(", ")}.`}{" "}
        <span className="text-ink-muted">
          {preview.ahead > preview.looked
            ? `Looked at the next ${count(preview.looked)} of ${preview.ahead >= 10_000 ? "more than 10,000" : count(preview.ahead)} visits ahead.`
            : `Looked at all ${count(preview.looked)} visits ahead.`}
        </span>
      </p>
      {total > 0 ? (
        <>
          <table className="w-full max-w-md border-collapse">
            <caption className="sr-only">Reminders by day, now and with this change</caption>
            <thead>
              <tr className="text-sm text-ink-muted">
                <th scope="col" className="py-1 text-start font-medium">
                  Day
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  Now
                </th>
                <th scope="col" className="py-1 text-end font-medium">
                  With this change
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.days.map((day) => (
                <tr key={day.date} className="border-t border-line">
                  <th scope="row" className="py-1 text-start font-normal">
                    {day.label}
                  </th>
                  <td className="py-1 text-end tabular-nums">{count(day.before)}</td>
                  <td className="py-1 text-end tabular-nums">{count(day.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ol aria-label="The first differences" className="flex flex-col">
            {preview.differences.map((one, index) => (
              <li key={index} className="border-t border-line py-1.5 wrap-long">
                <bdi>{one.patient}</bdi>, visit on <Time time={one.visitAt} />: {one.before ? <Time time={one.before} /> : "no reminder"} →{" "}
                {one.after ? <Time time={one.after} /> : "no reminder"}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}
