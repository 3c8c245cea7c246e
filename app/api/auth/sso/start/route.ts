import { redirect } from "next/navigation";
import { rememberSso } from "@/lib/auth/browser";
import { clientIp } from "@/lib/rate-limit";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { problemOf } from "@/lib/auth/sso/problem";
import { beginSso } from "@/lib/auth/sso/sign-in";
import { limited } from "@/lib/security/limited";
import { AUTH_ROUTES } from "@/lib/security/rules";

export const dynamic = "force-dynamic";

/** Leads to the organization's identity provider. From another site's page it leads to ours first, where the person goes on or not. */
export const GET = limited(AUTH_ROUTES, async (request): Promise<Response> => {
  const { searchParams } = new URL(request.url);
  const next = safeRedirect(searchParams.get("next"));
  const organization = (searchParams.get("organization") ?? "").slice(0, 100);
  const site = request.headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") redirect(`/sign-in/sso?${new URLSearchParams({ organization, next }).toString()}`);
  let to: string;
  try {
    const { url, facts } = await beginSso({
      slug: organization,
      ip: clientIp(request.headers),
      next,
    });
    await rememberSso(facts);
    to = url;
  } catch (error) {
    to = `/sign-in/sso?${new URLSearchParams({ problem: problemOf(error), next }).toString()}`;
  }
  redirect(to);
});
