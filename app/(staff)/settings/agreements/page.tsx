import type { Metadata } from "next";
import { AgreementSections } from "@/components/agreements/agreement-sections";
import { AgreementSheet } from "@/components/agreements/agreement-sheet";
import { PublishForm } from "@/components/agreements/publish-form";
import type { SearchParams } from "@/components/data-table/query";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { findAgreement, listAgreements, pendingAgreements } from "@/lib/agreements/queries";
import { AGREEMENT_KINDS } from "@/lib/agreements/schemas";
import { accept, publish } from "./actions";

export const metadata: Metadata = { title: "Agreements" };

export default async function AgreementsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const open = typeof params.open === "string" ? params.open : undefined;
  const { versions, pending, agreement, from, kind, admin } = await withStaff(async (ctx, user) => {
    const versions = await listAgreements(ctx);
    const kind = user.role === "admin" ? AGREEMENT_KINDS.find((one) => one === params.publish) : undefined;
    const current = kind && versions.find((one) => one.kind === kind && one.current);
    return {
      versions,
      kind,
      admin: user.role === "admin",
      pending: (await pendingAgreements(ctx)).map((one) => one.id),
      agreement: open ? ((await findAgreement(ctx, open)) ?? null) : null,
      from: current ? ((await findAgreement(ctx, current.id)) ?? null) : null,
    };
  });
  const mayAccept = agreement !== null && agreement.current && !agreement.mine && (admin || agreement.kind !== "baa");
  return (
    <>
      <PageHeader title="Agreements">What the practice and Luma have agreed on, in every version, and who accepted it.</PageHeader>
      <AgreementSections versions={versions} mayPublish={admin} pending={pending} />
      {open ? <AgreementSheet key={open} id={open} agreement={agreement} mayAccept={mayAccept} accept={accept} /> : null}
      {kind ? <PublishForm key={kind} kind={kind} from={from} publish={publish} /> : null}
    </>
  );
}
