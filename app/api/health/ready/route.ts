import { readReadiness } from "@/lib/health/readiness";

export const dynamic = "force-dynamic";
export const maxDuration = 15;

/** 200 when requests may be sent here, 503 when not: no database, or one that lacks migrations of this build. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
