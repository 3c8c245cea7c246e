import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { env } from "@/lib/env";
import { limited } from "@/lib/security/limited";
import { MACHINES } from "@/lib/security/rules";

export const maxDuration = 60;

// Pinned: else whoever asks for a registration could name, by the Host header, another address as ours.
const serveOrigin = new URL(env().INNGEST_SERVE_ORIGIN ?? env().APP_URL).origin;
const handlers = serve({ client: inngest, functions, serveOrigin });
type Handler = (request: Request, context: unknown) => Promise<Response>;

/** Inngest calls the workflows here. With the embedded engine they run in the worker, and this address does not exist: in dev mode the SDK would take unsigned calls. */
const only = (handler: unknown): Handler =>
  limited(MACHINES, (request, context: unknown) =>
    env().engine === "inngest" ? (handler as Handler)(request, context) : Promise.resolve(new Response("not found", { status: 404 })),
  );

export const GET = only(handlers.GET);
export const POST = only(handlers.POST);
export const PUT = only(handlers.PUT);
