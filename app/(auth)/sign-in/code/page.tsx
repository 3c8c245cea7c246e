import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { CodeForm } from "@/components/auth/code-form";
import { currentStepId } from "@/lib/auth/browser";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { findStep } from "@/lib/auth/second-half";
import { enterCode } from "./actions";

export const metadata: Metadata = { title: "Enter your code" };

type Params = Promise<{ next?: string | string[]; with?: string | string[] }>;

export default async function Page({ searchParams }: { searchParams: Params }) {
  const params = await searchParams;
  const next = safeRedirect(params.next);
  const step = await findStep(await currentStepId());
  if (step?.kind !== "code") redirect("/sign-in");
  const kind = params.with === "recovery" ? "recovery" : "app";
  const other = new URLSearchParams({ next, ...(kind === "app" ? { with: "recovery" } : {}) });
  return (
    <AuthCard>
      <CodeForm key={kind} kind={kind} action={enterCode} next={next}>
        <ul className="flex flex-col gap-1 border-t border-line pt-4 text-sm">
          <li>
            <Link href={`/sign-in/code?${other.toString()}`} className="underline underline-offset-2">
              {kind === "app" ? "Phone not at hand? Use a recovery code" : "Use the code of the app instead"}
            </Link>
          </li>
          <li className="text-ink-muted">Neither at hand? An admin of your organization can reset your second factor.</li>
          <li>
            <Link href="/sign-in" className="underline underline-offset-2">
              Sign in as somebody else
            </Link>
          </li>
        </ul>
      </CodeForm>
    </AuthCard>
  );
}
