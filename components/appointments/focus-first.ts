/** As a form's `ref` in a sheet: people come to type, so the focus goes to the first field instead of the close button. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("input, select, textarea")?.focus();
}
