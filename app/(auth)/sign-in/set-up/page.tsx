import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { SetUpForm } from "@/components/auth/set-up-form";
import { currentStepId } from "@/lib/auth/browser";
import { requestIdOf } from "@/lib/auth/request";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { authenticatorView } from "@/lib/auth/second-factor/totp";
import { enrolmentOf, findStep } from "@/lib/auth/second-half";
import { confirmAuthenticator, finishSetUp, showRecoveryCodes } from "./actions";

export const metadata: Metadata = { title: "Set up your second factor" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeRedirect((await searchParams).next);
  const stepId = await currentStepId();
  const step = await findStep(stepId);
  if (!step || step.kind === "code") redirect("/sign-in");
  const enrolment = await enrolmentOf(stepId, await requestIdOf());
  if (step.kind === "enrol" && !enrolment) redirect("/sign-in?notice=start-again");
  return (
    <AuthCard wide>
      <SetUpForm
        view={enrolment && authenticatorView(enrolment.secret, enrolment.email)}
        confirm={confirmAuthenticator}
        showCodes={showRecoveryCodes}
        finish={finishSetUp}
        next={next}
      />
    </AuthCard>
  );
}
