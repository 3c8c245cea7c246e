import type { Metadata } from "next";
import { SsoSettings } from "@/components/auth/sso-settings";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { findConnection, slugOf } from "@/lib/auth/sso/connection";
import { ssoCallbackUrl } from "@/lib/auth/sso/provider";
import { env } from "@/lib/env";
import { saveSso } from "./actions";

export const metadata: Metadata = { title: "Single sign-on" };

export default async function SingleSignOnPage() {
  const { slug, connection } = await withStaff(
    async (ctx) => ({ slug: await slugOf(ctx), connection: await findConnection(ctx) }),
    "admin",
  );
  return (
    <>
      <PageHeader title="Single sign-on">
        People sign in where your organization keeps its accounts (OpenID Connect: Microsoft Entra, Google, Okta and others).
      </PageHeader>
      <SsoSettings
        view={{
          issuer: connection?.issuer ?? "",
          clientId: connection?.clientId ?? "",
          hasSecret: connection !== undefined,
          domains: connection?.domains.join(", ") ?? "",
          enabled: connection?.enabled ?? false,
          required: connection?.required ?? false,
          createUsers: connection?.createUsers ?? false,
        }}
        callback={ssoCallbackUrl(slug)}
        signInAddress={`${env().APP_URL}/sign-in/sso?organization=${slug}`}
        action={saveSso}
      />
    </>
  );
}
