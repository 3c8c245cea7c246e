import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage } from "@/components/auth/sign-in-page";
import { DEMO_PASSWORD, DEMO_USERS } from "@/lib/auth/demo-users";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { signIn } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

/** What led here, for those who did not come by themselves. */
const NOTICES: Readonly<Record<string, string>> = {
  "password-set": "Your password is saved. Sign in with it now.",
  idle: "You were signed out, because nobody used Luma here for a while. Nothing that was saved is lost.",
  ended: "You were signed out. Sign in again to go on.",
  "start-again": "This sign-in took too long, or had too many wrong codes. Start again with your password.",
};

type Params = Promise<{ next?: string | string[]; notice?: string | string[] }>;

export default async function Page({ searchParams }: { searchParams: Params }) {
  const params = await searchParams;
  const next = safeRedirect(params.next);
  const notice = typeof params.notice === "string" && Object.hasOwn(NOTICES, params.notice) ? NOTICES[params.notice] : undefined;
  if (await currentUser()) redirect(next);
  const demoUsers =
    env().mode === "demo" ? DEMO_USERS.map((user) => ({ email: user.email, password: DEMO_PASSWORD, role: user.title })) : [];
  return <SignInPage action={signIn} next={next} demoUsers={demoUsers} {...(notice && { notice })} />;
}
