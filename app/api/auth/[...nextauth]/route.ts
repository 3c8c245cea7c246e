import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/auth/options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const respond = NextAuth(authOptions()) as (request: NextRequest, context: RouteContext) => Promise<Response>;
  return respond(request, context);
}

export { handler as GET, handler as POST };
