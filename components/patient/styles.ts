/* Patient pages carry no component library: plain elements with these classes. Tap targets are 48 px and more. */

const button =
  "flex min-h-12 w-full items-center justify-center rounded-md border px-5 py-2.5 text-center text-patient font-semibold no-underline transition-colors sm:w-auto sm:min-w-56";

export const styles = {
  primary: `${button} border-transparent bg-accent text-on-accent hover:bg-accent/90`,
  secondary: `${button} border-line-strong bg-surface text-ink hover:bg-hover`,
  danger: `${button} border-transparent bg-bad text-on-bad hover:bg-bad/90`,
  link: "inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:no-underline",
  h1: "text-patient-lg font-semibold text-balance wrap-long sm:text-patient-xl",
  h2: "text-patient font-semibold wrap-long",
} as const;
