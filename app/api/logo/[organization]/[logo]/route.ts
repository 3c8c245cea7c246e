import { limited } from "@/lib/security/limited";
import { LOGOS } from "@/lib/security/rules";
import { resolveLogo } from "@/lib/tenancy/resolve";

type Params = { params: Promise<{ organization: string; logo: string }> };

/** A clinic's logo for anyone who reads its pages or e-mails. Its address never shows another picture. */
export const GET = limited(LOGOS, async (_request: Request, { params }: Params): Promise<Response> => {
  const { organization, logo } = await params;
  const found = await resolveLogo(organization, logo);
  if (!found) return new Response("There is no such picture.\n", { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(new Uint8Array(found.data), {
    headers: { "content-type": found.mediaType, "cache-control": "public, max-age=31536000, immutable", "content-disposition": "inline" },
  });
});
