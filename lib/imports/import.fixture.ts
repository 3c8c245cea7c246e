import { type Scope, withContext } from "@/lib/context";
import type { TestOrganization } from "@/tests/support/factories";
import { checkImport, runImport } from "./change-run";
import type { ImportKind } from "./fields";
import type { Mapping } from "./mapping";
import { getImport, type ImportDetail } from "./queries";
import { runImportSlice } from "./run-slice";
import { startImport } from "./start-import";

/** For tests: a manager's scope, files from text, and the walk from upload to result with the slices run here instead of by the engine. */
export function importer(org: TestOrganization, now?: Date) {
  const manager: Scope = { organizationId: org.organizationId, actor: { kind: "user", id: org.users.manager, role: "manager" }, now };
  const workflow: Scope = { organizationId: org.organizationId, actor: { kind: "workflow", name: "import-run" }, now };
  const detail = (runId: string): Promise<ImportDetail> => withContext(manager, (ctx) => getImport(ctx, runId));
  const work = async (runId: string, budgetMs = 15_000): Promise<number> => {
    for (let slices = 1; ; slices++) if ((await runImportSlice(workflow, runId, budgetMs)).finished) return slices;
  };
  return {
    manager,
    workflow,
    detail,
    work,
    upload: async (kind: ImportKind, content: string | Buffer | AsyncIterable<Uint8Array>, name = "list.csv"): Promise<string> => {
      const source = typeof content === "string" || Buffer.isBuffer(content) ? pieces(Buffer.from(content)) : content;
      return (await startImport(manager, { kind, name, mediaType: "text/csv" }, source)).runId;
    },
    check: async (runId: string, over: Partial<Mapping> = {}): Promise<ImportDetail> => {
      const { mapping } = await detail(runId);
      await withContext(manager, (ctx) => checkImport(ctx, { runId, mapping: { ...mapping, ...over } }));
      await work(runId);
      return detail(runId);
    },
    run: async (runId: string): Promise<ImportDetail> => {
      await withContext(manager, (ctx) => runImport(ctx, { runId }));
      await work(runId);
      return detail(runId);
    },
  };
}

/** Bytes as a network delivers them: in uneven pieces. */
export async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0, size = 777; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
