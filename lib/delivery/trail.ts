import type { SettingSource } from "@/lib/settings/define";

/** What one rule did to a message. Screens show the trail; it is stored at terminal decisions. Holds no patient data. */
export type TrailEntry = {
  /** ISO instant, product time, of the decision. */
  at: string;
  /** The rule that spoke, kebab-case: `cadence`, `contact-hours`, `holiday`, `dispatch`, `carrier` … */
  rule: string;
  outcome: "planned" | "kept" | "moved" | "skipped" | "held" | "sent" | "failed" | "uncertain" | "received" | "answered" | "changed";
  /** Stable kebab-case code; `describeReason` turns it into a sentence. */
  reason: string;
  /** The setting that decided, and where its value came from. */
  setting?: { key: string; from: SettingSource; scopeId?: string };
  /** ISO instants, when the rule moved the message. */
  from?: string;
  to?: string;
  /** IANA zone in which `from` and `to` are to be read. */
  zone?: string;
  data?: Record<string, string | number | boolean | null>;
};
