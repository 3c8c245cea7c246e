import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { AREAS } from "@/lib/areas/registry";
import type { OrganizationRow } from "@/lib/operator/organizations";

/** Root accounts by name, their sub-accounts below them. */
export function OrganizationList({ rows }: { rows: readonly OrganizationRow[] }) {
  const roots = rows.filter((row) => row.parentId === null);
  if (roots.length === 0) return <EmptyState title="No organization yet">Make the first one; its admin gets an invitation.</EmptyState>;
  return (
    <ul aria-label="Organizations" className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
      {roots
        .flatMap((root) => [root, ...rows.filter((row) => row.parentId === root.id)])
        .map((row) => (
          <li key={row.id} className={row.parentId ? "ps-6" : ""}>
            <Link href={`/operator/organizations/${row.id}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 p-3 hover:bg-hover">
              <span className="min-w-40 flex-1 wrap-long font-medium">
                <bdi>{row.name}</bdi>
                {row.parentId ? <span className="font-normal text-ink-muted"> (sub-account)</span> : null}
              </span>
              <span className="text-sm text-ink-muted">
                {row.people === 1 ? "1 person" : `${row.people} people`}
                {row.areasOff.length > 0 ? ` · off: ${row.areasOff.map((id) => labelOf(id)).join(", ")}` : ""}
              </span>
              <Badge tone={row.status === "active" ? "good" : "warn"}>{row.status === "active" ? "Active" : "Suspended"}</Badge>
            </Link>
          </li>
        ))}
    </ul>
  );
}

export const labelOf = (id: string): string => (id in AREAS ? AREAS[id as keyof typeof AREAS].label : id);
