import type { Metadata } from "next";
import Link from "next/link";
import { AddressForm } from "@/components/auth/address-form";
import { AuthCard } from "@/components/auth/auth-card";
import { Button } from "@/components/ui/button";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import type { SsoProblem } from "@/lib/auth/sso/sign-in";
import { startSso } from "./actions";

export const metadata: Metadata = { title: "Single sign-on" };

const PROBLEMS: Readonly<Record<SsoProblem | "too-many", string>> = {
  none: "This organization does not use single sign-on. Sign in with your password, or ask an admin.",
  ambiguous: "Several organizations use this address’s domain. Ask an admin for your organization’s own sign-in address.",
  provider: "Your organization’s identity provider did not sign you in. Try again; if it happens again, tell an admin.",
  unverified: "Your identity provider does not say that your e-mail address is verified. Tell an admin.",
  domain: "Your address does not belong to your organization’s domains. Tell an admin.",
  unknown: "There is no account for you here yet. Ask an admin for an invitation.",
  expired: "This took too long, or was started in another browser. Start again.",
  "too-many": "Too many attempts. Try again in a few minutes.",
};

type Params = Promise<Record<"next" | "organization" | "problem", string | string[] | undefined>>;

export default async function Page({ searchParams }: { searchParams: Params }) {
  const params = await searchParams;
  const next = safeRedirect(params.next);
  const organization = typeof params.organization === "string" ? params.organization.slice(0, 100) : undefined;
  const problem =
    typeof params.problem === "string" && Object.hasOwn(PROBLEMS, params.problem) ? (params.problem as SsoProblem) : undefined;
  return (
    <AuthCard>
      <h1 className="text-xl font-semibold">Single sign-on</h1>
      {problem ? (
        <p role="alert" className="rounded-md bg-bad-soft p-3 text-bad">
          {PROBLEMS[problem]}
        </p>
      ) : null}
      {organization && !problem ? (
        <>
          <p>You sign in where your organization keeps its accounts, and come back here.</p>
          {/* A plain link: a form may lead to no other site (content security policy). */}
          <Button asChild look="primary" className="h-10">
            <a href={`/api/auth/sso/start?${new URLSearchParams({ organization, next }).toString()}`}>
              Continue to your organization’s sign-in
            </a>
          </Button>
        </>
      ) : (
        <>
          <p className="text-ink-muted">Enter your work e-mail address; it tells where you sign in.</p>
          <AddressForm id="sso" action={startSso} next={next} label="Continue" working="Looking…" />
        </>
      )}
      <p className="border-t border-line pt-4 text-sm">
        <Link href="/sign-in" className="underline underline-offset-2">
          Sign in with a password
        </Link>
      </p>
    </AuthCard>
  );
}
