import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  label: string;
  value: number;
  most: number;
  /** Fractions and zero are allowed; else whole numbers from 1. */
  decimal?: boolean;
  /** NaN where nothing was entered. */
  onChange: (value: number) => void;
  error: string | undefined;
};

/** A number within a setting of several parts. */
export function AmountField({ label, value, most, decimal = false, onChange, error }: Props) {
  return (
    <Field label={label} error={error} className="max-w-60">
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode={decimal ? "decimal" : "numeric"}
          min={decimal ? 0 : 1}
          max={most}
          defaultValue={value}
          onChange={(event) => onChange(event.target.value === "" ? Number.NaN : Number(event.target.value))}
          className="max-w-28"
        />
      )}
    </Field>
  );
}
