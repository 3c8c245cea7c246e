import type { SummaryError } from "@/components/ui/error-summary";

/** What an account form gets back: what was typed (never a password or code), and what is wrong, beside a field or about the whole. */
export type FormState = { values: Readonly<Record<string, string>>; errors: readonly { message: string; field?: string }[] };

export type FormAction<S extends FormState = FormState> = (state: S, form: FormData) => Promise<S>;

export const EMPTY_FORM: FormState = { values: {}, errors: [] };

/** The sentence beside one field. */
export const errorOf = (state: FormState, field: string): string | undefined =>
  state.errors.find((error) => error.field === field)?.message;

/** The lines of the error summary; each leads to its field, whose id is the prefix and its name. */
export const summaryOf = (state: FormState, prefix: string): SummaryError[] =>
  state.errors.map(({ message, field }) => ({ message, ...(field ? { fieldId: `${prefix}-${field}` } : {}) }));
