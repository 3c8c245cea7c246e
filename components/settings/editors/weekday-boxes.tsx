import { Checkbox } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import { WEEKDAYS } from "../describe";

/** Monday first, as clinics think of a week; 0 is Sunday. */
export const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;

/** On which weekdays (0 = Sunday) a span of hours holds. `idPrefix` is unique on the page. */
export function WeekdayBoxes({
  idPrefix,
  days,
  onChange,
}: {
  idPrefix: string;
  days: readonly number[];
  onChange: (days: number[]) => void;
}) {
  return (
    <FieldGroup legend="On">
      <div className="flex flex-wrap gap-3">
        {DAYS.map((day) => (
          <span key={day} className="flex items-center gap-1.5">
            <Checkbox
              id={`${idPrefix}-${day}`}
              checked={days.includes(day)}
              onCheckedChange={(on) => onChange(on === true ? [...days, day].toSorted((a, b) => a - b) : days.filter((d) => d !== day))}
            />
            <label htmlFor={`${idPrefix}-${day}`}>{WEEKDAYS[day].slice(0, 3)}</label>
          </span>
        ))}
      </div>
    </FieldGroup>
  );
}
