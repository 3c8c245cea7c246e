import type { ActionFailure } from "@/lib/actions/result";

/** Puts a failed action's words beside the fields they are about, and on top of the form. */
export function showFailure<Name extends string>(
  setError: (name: Name | "root", error: { message: string }) => void,
  failure: ActionFailure,
  names: readonly Name[],
): void {
  for (const name of names) {
    const message = failure.fields[name];
    if (message) setError(name, { message });
  }
  setError("root", { message: failure.message });
}
