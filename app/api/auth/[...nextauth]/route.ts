import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/auth/options";
import { limited } from "@/lib/security/limited";
import { AUTH_ROUTES } from "@/lib/security/rules";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

const handler = limited(AUTH_ROUTES, async (request, context: RouteContext): Promise<Response> => {
  const respond = NextAuth(authOptions()) as (request: NextRequest, context: RouteContext) => Promise<Response>;
  return respond(request as NextRequest, context);
});

export { handler as GET, handler as POST };
