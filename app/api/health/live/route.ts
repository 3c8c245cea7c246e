export const dynamic = "force-dynamic";

/** 200 while the process answers at all; asks nothing of the database, so that a slow one does not get web processes restarted. */
export function GET(): Response {
  return new Response("ok", { headers: { "content-type": "text/plain", "cache-control": "no-store" } });
}
