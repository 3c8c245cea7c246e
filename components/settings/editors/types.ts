/** What every editor of a setting's value gets. `errors`: path inside the value ("0.before.at", "" for all of it) → what is wrong. */
export type EditorProps<T> = {
  settingKey: string;
  label: string;
  value: T;
  onChange: (value: T) => void;
  errors: Record<string, string>;
};

/** The first error at this path or below it. */
export function errorAt(errors: Record<string, string>, path: string): string | undefined {
  const found = Object.keys(errors).find((key) => key === path || key.startsWith(`${path}.`));
  return found === undefined ? undefined : errors[found];
}
