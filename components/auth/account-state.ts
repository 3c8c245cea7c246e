import { EMPTY_FORM, type FormState } from "./form-state";

/** What a form of one's own account gets back: beside errors, what was done, or recovery codes to show. */
export type AccountFormState = FormState & { done?: string; codes: readonly string[] };

export const EMPTY_ACCOUNT_FORM: AccountFormState = { ...EMPTY_FORM, codes: [] };
