import { Middleware } from "inngest";
import { withSpan } from "@/lib/health/tracing";
import { withRequestId } from "@/lib/request-id";

/** The request that a run goes on from: what emit() wrote into its event, else (crons) the run's own id, which the System screen shows. */
function idOf(ctx: { event?: { data?: unknown }; runId: string }): string {
  const given = (ctx.event?.data as { requestId?: unknown } | undefined)?.requestId;
  return typeof given === "string" && given.length <= 64 ? given : ctx.runId;
}

/** Carries request ids into workflows: log lines, audit entries, further events and spans of a run name the request that caused it. */
export class RequestIds extends Middleware.BaseMiddleware {
  readonly id = "request-ids";

  override wrapFunctionHandler({ ctx, next }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    return withRequestId(idOf(ctx), next);
  }

  override wrapStepHandler({ ctx, fn, next, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    const attributes = { "luma.workflow": fn.id(), "luma.step": stepInfo.options.id, "luma.run": ctx.runId };
    return withRequestId(idOf(ctx), () => withSpan("workflow step", attributes, next));
  }
}
