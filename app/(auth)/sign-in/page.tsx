import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage } from "@/components/auth/sign-in-page";
import { DEMO_PASSWORD, DEMO_USERS } from "@/lib/auth/demo-users";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { signIn } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeRedirect((await searchParams).next);
  if (await currentUser()) redirect(next);
  const demoUsers =
    env().mode === "demo" ? DEMO_USERS.map((user) => ({ email: user.email, password: DEMO_PASSWORD, role: user.title })) : [];
  return <SignInPage action={signIn} next={next} demoUsers={demoUsers} />;
}
