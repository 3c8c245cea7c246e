import type { SummaryError } from "@/components/ui/error-summary";
import type { ActionFailure } from "@/lib/actions/result";

/** Puts a failed action's words beside the fields they are about; gives what the summary on top says. */
export function showFailure<Name extends string>(
  setError: (name: Name, error: { message: string }) => void,
  failure: ActionFailure,
  names: readonly Name[],
): SummaryError[] {
  const summary: SummaryError[] = [{ message: failure.message }];
  for (const name of names) {
    const message = failure.fields[name];
    if (!message) continue;
    setError(name, { message });
    summary.push({ message, fieldId: name });
  }
  return summary;
}

/**
 * What a form's summary says after a try, by the fields' ids. To be kept as state: the summary takes the focus whenever it gets a new
 * list, which must be once for each try and not while someone types.
 */
export function summaryOf<Name extends string>(
  errors: Partial<Record<NoInfer<Name>, { message?: string }>>,
  labels: Readonly<Record<Name, string>>,
): SummaryError[] {
  const all: SummaryError[] = [];
  for (const fieldId in labels) {
    const message = errors[fieldId]?.message;
    if (message) all.push({ fieldId, message: `${labels[fieldId]}: ${message}` });
  }
  return all;
}
