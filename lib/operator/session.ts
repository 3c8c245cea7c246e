import { decode, encode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { secureCookies } from "@/lib/auth/cookie";
import { env } from "@/lib/env";
import { checkOperatorSession, OPERATOR_HOURS, type OperatorSession } from "./store";

export const OPERATOR_SECONDS = OPERATOR_HOURS * 3_600;
const SALT = "luma.operator";

/** The operators' cookie: sent to their own addresses only. */
export const operatorCookieName = (): string => `${secureCookies() ? "__Secure-" : ""}luma.operator`;
export const operatorCookie = () => ({ httpOnly: true, sameSite: "strict" as const, path: "/operator", secure: secureCookies() });

export function sealOperatorSession(sessionId: string): Promise<string> {
  return encode({ token: { operatorSession: sessionId }, secret: env().NEXTAUTH_SECRET, maxAge: OPERATOR_SECONDS, salt: SALT });
}

/** Who a cookie's value stands for; undefined for a user's cookie, too. Demo operators count in the demonstration only. */
export async function operatorOfCookie(value: string | undefined): Promise<OperatorSession | undefined> {
  if (!value) return undefined;
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET, salt: SALT }).catch(() => null);
  const session = typeof token?.operatorSession === "string" ? await checkOperatorSession(token.operatorSession) : undefined;
  return session && !(session.demo && env().mode === "live") ? session : undefined;
}

export const currentOperator = cache(async (): Promise<OperatorSession | undefined> =>
  operatorOfCookie((await cookies()).get(operatorCookieName())?.value),
);

/** For the operators' pages: who is signed in, else on to their sign-in page. */
export async function requireOperator(): Promise<OperatorSession> {
  return (await currentOperator()) ?? redirect("/operator/sign-in");
}
