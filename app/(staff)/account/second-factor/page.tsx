import type { Metadata } from "next";
import { ReplaceForm } from "@/components/auth/replace-form";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { findPendingSecret } from "@/lib/auth/second-factor/factor";
import { authenticatorView } from "@/lib/auth/second-factor/totp";
import { confirmOwnAuthenticator } from "../actions";

export const metadata: Metadata = { title: "Set up an authenticator" };

export default async function SetUpPage() {
  const { secret, email } = await withStaff(async (ctx, user) => ({
    secret: await findPendingSecret(ctx, user.userId, user.sessionId),
    email: user.email,
  }));
  return (
    <>
      <PageHeader title="Set up an authenticator" crumbs={[{ label: "Your account", href: "/account" }, { label: "Authenticator" }]}>
        It replaces the one before as soon as you confirm it.
      </PageHeader>
      <ReplaceForm view={secret === undefined ? undefined : authenticatorView(secret, email)} confirm={confirmOwnAuthenticator} />
    </>
  );
}
