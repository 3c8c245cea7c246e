/** The parts of the product as the status page names them. A new one is one entry and its judgement in rules.ts. */
export const COMPONENTS = [
  { id: "pages", name: "Staff screens and patient pages" },
  { id: "sending", name: "Sending of reminders" },
  { id: "texts", name: "Text messages" },
  { id: "calls", name: "Calls" },
  { id: "email", name: "E-mail" },
  { id: "answers", name: "Patients' answers" },
  { id: "database", name: "Database" },
] as const;
export type ComponentId = (typeof COMPONENTS)[number]["id"];
export type ComponentState = "ok" | "degraded" | "down";
