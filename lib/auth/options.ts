import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { clientIp } from "@/lib/rate-limit";
import { secureCookies, SESSION_SECONDS } from "./cookie";
import { endSession, userOfSession } from "./session";
import { signInSchema, signInWithPassword } from "./sign-in";

/**
 * next-auth with our sessions behind it: the cookie names a row of user_session, and every request asks whether that row
 * still stands, so revoking works. A function, since the environment is read when the first request comes.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "password",
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        async authorize(credentials, request) {
          const parsed = signInSchema.safeParse(credentials);
          if (!parsed.success) return null;
          const given = new Headers(request.headers as Record<string, string>);
          try {
            const outcome = await signInWithPassword({
              ...parsed.data,
              ip: clientIp(given),
              userAgent: given.get("user-agent"),
              requestId: newId(),
            });
            // A second factor is asked for on the sign-in pages only.
            return outcome.next === "signed-in" ? { id: outcome.sessionId, sessionId: outcome.sessionId } : null;
          } catch (error) {
            if (error instanceof AppError) throw new Error(error.code, { cause: error });
            log().error({ err: error }, "sign-in-failed");
            throw new Error("unavailable", { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user && "sessionId" in user ? user.sessionId : token.sid }),
      async session({ token, session }) {
        const standing = typeof token.sid === "string" ? await userOfSession(token.sid) : undefined;
        return { expires: session.expires, ...(standing ? { user: { name: standing.name, email: standing.email } } : {}) };
      },
    },
    events: {
      async signOut({ token }) {
        const sessionId = typeof token?.sid === "string" ? token.sid : undefined;
        const user = await userOfSession(sessionId);
        if (user) await endSession(user, newId());
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, err: metadata instanceof Error ? metadata : metadata.error }, "next-auth"),
      warn: (code) => log().warn({ code }, "next-auth"),
      debug: () => {},
    },
  };
}
