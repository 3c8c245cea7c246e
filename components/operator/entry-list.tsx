import { EmptyState } from "@/components/ui/empty-state";
import type { OperatorEntry } from "@/lib/operator/organizations";
import { labelOf } from "./organization-list";

const WORDS: Record<string, string> = {
  "sign-in": "signed in",
  "sign-out": "signed out",
  "create-organization": "made the organization",
  "invite-admin": "invited an admin",
  "suspend-organization": "suspended it",
  "resume-organization": "let it go on",
  "reset-factor": "got a new authenticator at the console",
  "set-areas": "switched product areas",
};

const detailOf = (entry: OperatorEntry): string => {
  if (entry.action !== "set-areas" || !Array.isArray(entry.detail.off)) return "";
  return entry.detail.off.length === 0 ? "all on" : `off: ${entry.detail.off.map((id) => labelOf(String(id))).join(", ")}`;
};

/** The operators' audit, newest first. */
export function EntryList({ entries }: { entries: readonly OperatorEntry[] }) {
  if (entries.length === 0) return <EmptyState title="Nothing yet">What operators do is written down here.</EmptyState>;
  return (
    <ol aria-label="Operator audit" className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.id} className="flex flex-wrap gap-x-4 gap-y-1 p-2 px-3">
          <time dateTime={entry.at.toISOString()} className="w-44 text-ink-muted">
            {entry.at.toISOString().slice(0, 16).replace("T", " ")} UTC
          </time>
          <span className="min-w-0 flex-1 wrap-long">
            <bdi>{entry.operator}</bdi> {WORDS[entry.action] ?? entry.action}
            {entry.organization ? (
              <>
                {" "}
                (<bdi>{entry.organization}</bdi>)
              </>
            ) : null}
            {detailOf(entry) ? <span className="text-ink-muted">: {detailOf(entry)}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
