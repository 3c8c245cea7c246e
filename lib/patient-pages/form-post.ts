import type { z } from "zod";
import { patientAction, type PatientActionOptions } from "@/lib/actions/patient-action";
import { REQUEST_ID_HEADER } from "@/lib/auth/header-names";
import type { Ctx } from "@/lib/context";
import { isId, newId } from "@/lib/ids";
import type { OpenedLink } from "@/lib/links/open-link";
import { clientIp } from "@/lib/rate-limit";

const LIMIT = 64 * 1024;
const FORM = "application/x-www-form-urlencoded";

export type TokenRoute = { params: Promise<{ token: string }> };

/** A finished form post: where the browser goes next. */
class SeeOther extends Error {
  constructor(readonly location: string) {
    super("see other");
  }
}

/**
 * The POST handler of a patient page's plain form, built by patientAction: the token of the path is checked, the verb runs in one
 * transaction as that link's patient, and the answer is always a redirect (303), so reloading repeats nothing. A route rather than a
 * server action: the pages send no referrer, for which browsers say `Origin: null`, and a page that was open during an update must
 * still work. No cookie takes part, so another site has nothing to ride on: who knows the token may post anyway.
 */
export function patientPost<S extends z.ZodType, T>(
  options: PatientActionOptions<S, T>,
  handler: (ctx: Ctx, input: z.output<S>, link: OpenedLink) => Promise<T>,
): (request: Request, route: TokenRoute) => Promise<Response> {
  return async (request, route) => {
    const form = await readForm(request);
    if (!form) return new Response("This form cannot be read.\n", { status: 400, headers: { "cache-control": "no-store" } });
    form.set("token", (await route.params).token);
    const given = request.headers.get(REQUEST_ID_HEADER);
    const requestId = isId(given) ? given : newId();
    const run = patientAction(options, handler, {
      requestId: async () => requestId,
      ip: async () => clientIp(request.headers),
      redirect: (to) => {
        throw new SeeOther(to);
      },
    });
    try {
      await run(form);
    } catch (error) {
      if (error instanceof SeeOther) return seeOther(error.location);
      throw error;
    }
    throw new Error("A form post ended without a page to go to");
  };
}

/** An answer that sends the browser to another path of ours and is kept by nobody. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { location: path, "cache-control": "no-store", "referrer-policy": "no-referrer", ...headers },
  });
}

async function readForm(request: Request): Promise<FormData | undefined> {
  if (!request.headers.get("content-type")?.startsWith(FORM)) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > LIMIT) return undefined;
    chunks.push(chunk);
  }
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString("utf8"))) form.append(name, value);
  return form;
}
