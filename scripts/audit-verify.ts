import { closeDatabase } from "../db/client";
import { EnvError } from "../lib/env";
import { verifyAudit, type AuditReport } from "../lib/audit/verify";

const WORDS: Record<AuditReport["problems"][number]["kind"], string> = {
  "entry-changed": "entries were changed after they were sealed",
  "entries-missing": "entries were removed",
  "entries-added": "entries were added, or moved here from another seal",
  "seal-missing": "the seal was removed",
  "seal-changed": "the seal, or what it holds, was replaced",
  "head-missing": "the end of the chain was removed",
  "head-changed": "the end of the chain was changed",
  "key-missing": "its key is not in ENCRYPTION_KEYS; add it back to check this seal",
};

/** `npm run audit:verify [organization id]`: one line per organization, what is broken below it. Exits with 1 when something is. */
async function main(): Promise<number> {
  const reports = await verifyAudit(process.argv[2]);
  for (const report of reports) {
    const tail = report.unsealed ? `, ${report.unsealed} not yet sealed (oldest ${report.oldestUnsealed?.toISOString()})` : "";
    const state = report.ok ? "ok" : `BROKEN from seal ${report.firstBrokenSeal}`;
    process.stdout.write(`${report.organizationId}  ${state}  ${report.entries} entries in ${report.seals} seals${tail}\n`);
    if (report.head) process.stdout.write(`  head ${report.head}\n`);
    for (const problem of report.problems) {
      const entries = problem.entryIds ? `: ${problem.entryIds.join(", ")}` : "";
      process.stdout.write(`  seal ${problem.seal}: ${WORDS[problem.kind]}${entries}\n`);
    }
  }
  const broken = reports.filter((report) => !report.ok).length;
  process.stdout.write(broken ? `${broken} of ${reports.length} broken\n` : `${reports.length} checked, nothing broken\n`);
  return broken ? 1 : 0;
}

main()
  .finally(closeDatabase)
  .then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof EnvError || error instanceof Error ? error.message : String(error)}\n`);
      process.exit(2);
    },
  );
