import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { OperatorSignInForm } from "@/components/operator/sign-in-form";
import { DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/auth/demo-users";
import { env } from "@/lib/env";
import { currentOperator } from "@/lib/operator/session";
import { operatorSignIn } from "./actions";

export const metadata: Metadata = { title: "Operator sign-in" };

export default async function OperatorSignInPage() {
  if (await currentOperator()) redirect("/operator");
  return (
    <AuthCard>
      <OperatorSignInForm action={operatorSignIn} />
      {env().mode === "demo" ? (
        <p className="text-sm text-ink-muted">
          Demonstration: {DEMO_OPERATOR.email} / {DEMO_PASSWORD}, without a code.
        </p>
      ) : null}
    </AuthCard>
  );
}
