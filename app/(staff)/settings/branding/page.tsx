import type { Metadata } from "next";
import { LiveRefresh } from "@/components/live/live-refresh";
import { BrandingForm } from "@/components/settings/branding/branding-form";
import { LogoForm } from "@/components/settings/branding/logo-form";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { getBranding } from "@/lib/practice/branding/queries";
import { saveOwnBranding, saveOwnLogo } from "./actions";

export const metadata: Metadata = { title: "Branding" };

export default async function BrandingPage() {
  const { branding, mayEdit } = await withStaff(async (ctx, user) => ({
    branding: await getBranding(ctx),
    mayEdit: user.role === "admin",
  }));
  return (
    <>
      <PageHeader title="Branding">What patients recognize you by, on their pages and in their e-mails.</PageHeader>
      <div className="flex max-w-2xl flex-col gap-8">
        {mayEdit ? null : <p className="text-ink-muted">An admin can change this.</p>}
        <BrandingForm branding={branding} mayEdit={mayEdit} save={saveOwnBranding} />
        <LogoForm name={branding.name} logoUrl={branding.logoUrl} mayEdit={mayEdit} save={saveOwnLogo} />
      </div>
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
