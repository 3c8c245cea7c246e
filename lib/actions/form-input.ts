/**
 * What an action was called with, as one plain value: `action(input)` from code, `action(formData)` from a plain form,
 * `action(previousState, formData)` from useActionState. A form's fields become strings by name; a name that repeats, or
 * ends in `[]`, becomes a list. Files stay files. React's own `$ACTION…` fields are left out.
 */
export function actionInput(args: readonly unknown[]): unknown {
  const form = args.findLast((arg) => arg instanceof FormData);
  return form instanceof FormData ? formValues(form) : args[0];
}

/** The fields of a form, see actionInput. */
export function formValues(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const values: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION") || name === "__proto__") continue;
    const all = form.getAll(name);
    if (name.endsWith("[]")) values[name.slice(0, -2)] = all;
    else values[name] = all.length > 1 ? all : all[0]!;
  }
  return values;
}
