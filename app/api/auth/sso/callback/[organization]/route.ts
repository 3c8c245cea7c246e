import { redirect } from "next/navigation";
import { rememberSession, requestPlace, takeSso } from "@/lib/auth/browser";
import { requestIdOf } from "@/lib/auth/request";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { problemOf } from "@/lib/auth/sso/problem";
import { finishSso } from "@/lib/auth/sso/sign-in";
import { limited } from "@/lib/security/limited";
import { AUTH_ROUTES } from "@/lib/security/rules";

export const dynamic = "force-dynamic";

type RouteContext = { params: Promise<{ organization: string }> };

/** Where an organization's identity provider sends people back to: signs in, or says why not. */
export const GET = limited(AUTH_ROUTES, async (request, { params }: RouteContext): Promise<Response> => {
  const { search } = new URL(request.url);
  const { organization: slug } = await params;
  const facts = await takeSso();
  let to: string;
  try {
    const { sessionId, next } = await finishSso({ slug, facts, search, requestId: await requestIdOf(), ...(await requestPlace()) });
    await rememberSession(sessionId);
    to = safeRedirect(next);
  } catch (error) {
    to = `/sign-in/sso?${new URLSearchParams({ problem: problemOf(error) }).toString()}`;
  }
  redirect(to);
});
