import { SpanStatusCode, trace, type Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { env } from "@/lib/env";
import { currentRequestId } from "@/lib/request-id";

/*
 * OpenTelemetry, off unless OTEL_EXPORTER_OTLP_ENDPOINT is set: then spans of pages (Next's own), transactions, workflow steps and webhooks are sent there
 * over OTLP/HTTP. An address may hold a patient's link and an error's text a patient's name, so only attributes named here leave the process.
 */

const KEPT = new Set([
  "http.method",
  "http.request.method",
  "http.status_code",
  "http.response.status_code",
  "http.route",
  "next.route",
  "next.span_type",
  "next.page",
  "error.type",
]);

/** A span without anything that could name a person: known attributes only, no events, no texts of errors, no addresses in its name. */
export function withoutData(span: ReadableSpan): ReadableSpan {
  const attributes: Attributes = {};
  for (const [key, value] of Object.entries(span.attributes)) if (KEPT.has(key) || key.startsWith("luma.")) attributes[key] = value;
  const kind = span.attributes["next.span_type"];
  const route = span.attributes["next.route"] ?? span.attributes["http.route"];
  const name = typeof kind === "string" ? [kind, typeof route === "string" ? route : ""].filter(Boolean).join(" ") : span.name;
  const clean = { name, attributes, events: [], links: [], status: { code: span.status.code } };
  return Object.create(
    span,
    Object.fromEntries(Object.entries(clean).map(([key, value]) => [key, { value, enumerable: true }])),
  ) as ReadableSpan;
}

class WithoutData implements SpanExporter {
  constructor(private readonly inner: SpanExporter) {}
  export(...[spans, done]: Parameters<SpanExporter["export"]>): void {
    this.inner.export(spans.map(withoutData), done);
  }
  shutdown(): Promise<void> {
    return this.inner.shutdown();
  }
}

/** Starts sending spans where the environment names a collector; gives the way to flush and stop. Without one nothing is loaded. */
export async function startTracing(service: string): Promise<(() => Promise<void>) | undefined> {
  const endpoint = env().OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return undefined;
  const [
    { BasicTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    { resourceFromAttributes },
    { context },
  ] = await Promise.all([
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/api"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [new BatchSpanProcessor(new WithoutData(exporter))],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    trace.disable();
    context.disable();
    await provider.shutdown();
  };
}

/** Runs `work` within a span; attributes are codes and ids under `luma.`. Costs next to nothing where tracing is off. */
export function withSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer("luma").startActiveSpan(name, async (span) => {
    const requestId = currentRequestId();
    span.setAttributes(requestId === undefined ? attributes : { ...attributes, "luma.request_id": requestId });
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
      throw error;
    } finally {
      span.end();
    }
  });
}
