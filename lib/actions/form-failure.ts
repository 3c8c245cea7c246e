import type { ActionFailure } from "./result";

/** A failure as a form shows it: beside the fields it has, else on top. `keep`: fields whose text is given back, never passwords or codes. */
export function formFailure(
  failed: ActionFailure,
  form: FormData,
  names: { fields: readonly string[]; keep?: readonly string[] },
): { values: Record<string, string>; errors: { message: string; field?: string }[] } {
  const values: Record<string, string> = {};
  for (const name of names.keep ?? []) {
    const value = form.get(name);
    if (typeof value === "string") values[name] = value.slice(0, 254);
  }
  // An error inside a list ("domains.0") stands beside its field.
  const errors = names.fields.flatMap((field) => {
    const key = Object.keys(failed.fields).find((name) => name === field || name.startsWith(`${field}.`));
    return key === undefined ? [] : [{ field, message: failed.fields[key]! }];
  });
  return { values, errors: errors.length ? errors : [{ message: failed.message }] };
}
