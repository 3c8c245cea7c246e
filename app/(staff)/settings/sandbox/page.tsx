import type { Metadata } from "next";
import { SandboxSettings } from "@/components/sandbox/sandbox-settings";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { env } from "@/lib/env";
import { isSandbox } from "@/lib/sandbox/is-sandbox";
import { findSandbox } from "@/lib/sandbox/queries";
import { create, moveTo, reset } from "./actions";

export const metadata: Metadata = { title: "Sandbox" };

export default async function SandboxPage() {
  const { sandbox, inside, admin } = await withStaff(async (ctx, user) => ({
    sandbox: await findSandbox(ctx),
    inside: await isSandbox(ctx),
    admin: user.role === "admin",
  }));
  return (
    <>
      <PageHeader title="Sandbox">
        Your practice with made-up patients, to try things and to learn. Nothing in it reaches anybody.
      </PageHeader>
      <SandboxSettings sandbox={sandbox} inside={inside} admin={admin} answers={env().mode === "demo"} verbs={{ create, reset, moveTo }} />
    </>
  );
}
