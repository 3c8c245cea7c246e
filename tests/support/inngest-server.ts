import { z } from "zod";

/*
 * What tests ask a real Inngest server beyond the SDK: which functions it knows, what ran, and to run one now. By the API of its own screens, which a
 * development server and a self-hosted one have.
 */

const runSchema = z.object({
  id: z.string(),
  status: z.string(),
  function: z.object({ slug: z.string() }),
});
export type ServerRun = { id: string; functionId: string; status: string };

export type InngestServer = {
  /** Ids of the app's functions, without the app's. */
  functions(): Promise<string[]>;
  /** The app's runs since a moment, oldest first. */
  runs(since: Date): Promise<ServerRun[]>;
  /** What a run that ended gave, as JSON; the error of one that failed. */
  result(runId: string): Promise<string>;
  /** Runs a function now, whatever its trigger. */
  invoke(functionId: string): Promise<void>;
};

/** The server at `url`; functions are those of the app `appId`. Every call throws where the server does not answer as it should. */
export function inngestServer(url: string, appId: string): InngestServer {
  async function ask<S extends z.ZodType>(schema: S, query: string, variables: Record<string, unknown> = {}): Promise<z.output<S>> {
    const answer = await fetch(new URL("/v0/gql", url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    const body = z.object({ data: z.unknown(), errors: z.unknown().optional() }).parse(await answer.json());
    if (body.errors) throw new Error(`The Inngest server refused: ${JSON.stringify(body.errors).slice(0, 300)}`);
    return schema.parse(body.data);
  }
  const prefix = `${appId}-`;
  const idOf = (slug: string): string => slug.slice(prefix.length);
  return {
    async functions() {
      const { functions } = await ask(z.object({ functions: z.array(z.object({ slug: z.string() })) }), "{ functions { slug } }");
      return functions.filter((f) => f.slug.startsWith(prefix)).map((f) => idOf(f.slug));
    },
    async runs(since) {
      const found: ServerRun[] = [];
      const page = z.object({
        runs: z.object({
          edges: z.array(z.object({ node: runSchema })),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        }),
      });
      const query = `query ($from: Time!, $after: String) { runs(first: 100, after: $after, filter: { from: $from }, orderBy: [{ field: QUEUED_AT, direction: ASC }])
        { edges { node { id status function { slug } } } pageInfo { hasNextPage endCursor } } }`;
      for (let after: string | null = null; ;) {
        const { runs }: z.output<typeof page> = await ask(page, query, { from: since.toISOString(), after });
        for (const { node } of runs.edges)
          if (node.function.slug.startsWith(prefix)) found.push({ id: node.id, functionId: idOf(node.function.slug), status: node.status });
        if (!runs.pageInfo.hasNextPage) return found;
        after = runs.pageInfo.endCursor;
      }
    },
    async result(runId) {
      const { run } = await ask(
        z.object({ run: z.object({ output: z.string().nullable() }) }),
        "query ($id: String!) { run(runID: $id) { output } }",
        { id: runId },
      );
      // A run that ended in a checkpoint is told as the operation that ended it.
      const ended = z.array(z.object({ op: z.literal("RunComplete"), data: z.unknown() })).safeParse(parsed(run.output));
      return ended.success && ended.data[0] ? JSON.stringify(ended.data[0].data ?? null) : (run.output ?? "null");
    },
    async invoke(functionId) {
      await ask(z.unknown(), "mutation ($slug: String!) { invokeFunction(functionSlug: $slug, data: {}) }", {
        slug: `${prefix}${functionId}`,
      });
    },
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return text;
  }
}
