import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { requestIp } from "@/lib/auth/request";
import { findPasswordToken, type FoundToken } from "@/lib/auth/set-password";
import { AppError } from "@/lib/errors";
import { choosePassword } from "./actions";

export const metadata: Metadata = { title: "Choose a password", referrer: "no-referrer", robots: { index: false, follow: false } };

/** A wrong link, or why this one does not count. */
function Closed({ title, children }: { title: string; children: string }) {
  return (
    <AuthCard>
      <h1 className="text-xl font-semibold">{title}</h1>
      <p>{children}</p>
      <p className="border-t border-line pt-4 text-sm">
        <Link href="/forgot-password" className="underline underline-offset-2">
          Ask for a new link
        </Link>
      </p>
    </AuthCard>
  );
}

async function open(token: string): Promise<{ found?: FoundToken | undefined; refused?: string }> {
  try {
    return { found: await findPasswordToken(token, await requestIp()) };
  } catch (error) {
    if (error instanceof AppError && error.code === "too-many") return { refused: error.message };
    throw error;
  }
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { found, refused } = await open(token);
  if (refused) return <Closed title="Too many attempts">{refused}</Closed>;
  if (!found) return <Closed title="This link is not complete">Open it from the e-mail once more, or copy all of it.</Closed>;
  if (found.state === "used")
    return (
      <Closed title="This link was used already">
        A password was set with it, and it works once. If that was not you, ask for a new link at once.
      </Closed>
    );
  if (found.state === "expired")
    return (
      <Closed title="This link is too old">
        {found.purpose === "invitation" ? "Ask the admin who invited you for a new invitation." : "It worked for one hour."}
      </Closed>
    );
  return (
    <AuthCard>
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">
          {found.purpose === "invitation" ? `Welcome to ${found.organization}` : "Choose a new password"}
        </h1>
        <p className="wrap-long text-ink-muted">For {found.email}</p>
      </div>
      <NewPasswordForm action={choosePassword} token={token} email={found.email} />
    </AuthCard>
  );
}
