import type { ReactNode } from "react";
import { OperatorFrame } from "@/components/operator/frame";
import { requireOperator } from "@/lib/operator/session";
import { operatorSignOut } from "../sign-in/actions";

export default async function InsideLayout({ children }: { children: ReactNode }) {
  const operator = await requireOperator();
  return (
    <OperatorFrame name={operator.name} signOut={operatorSignOut}>
      {children}
    </OperatorFrame>
  );
}
