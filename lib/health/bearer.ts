import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Lets a machine in by `Authorization: Bearer …`. Gives undefined when it may pass, else the answer: 404 where no secret is configured (the address then
 * does not exist), 401 for a wrong one. Takes the same time for every wrong one.
 */
export function refuseUnlessBearer(request: Pick<Request, "headers">, secret: string | undefined): Response | undefined {
  if (!secret) return new Response("not found", { status: 404 });
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (timingSafeEqual(digest(given), digest(secret))) return undefined;
  return new Response("unauthorized", { status: 401, headers: { "www-authenticate": "Bearer" } });
}
