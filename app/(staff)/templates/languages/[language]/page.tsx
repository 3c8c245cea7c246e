import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { ChannelTabs } from "@/components/template-editor/channel-tabs";
import { LanguageMessages } from "@/components/template-editor/language-messages";
import { LanguageReviewButton } from "@/components/template-editor/review-button";
import { Time } from "@/components/ui/time";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n/languages";
import { TEMPLATE_CHANNELS } from "@/lib/templates";
import { TEMPLATE_LANGUAGES } from "@/lib/templates/languages";
import { listLanguageMessages, listLanguages, type LanguageRow } from "@/lib/templates/language-queries";
import { setLanguageReviewed } from "../../actions";

type Props = { params: Promise<{ language: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Messages in ${languageName((await params).language)}` };
}

function State({ row, name }: { row: LanguageRow; name: string }) {
  if (row.language === "en") return <>English is always sent: it is what other languages fall back to.</>;
  if (row.standard === "none")
    return <>There are no standard words in {name}. What you word yourself is sent once it is reviewed; everything else is in English.</>;
  if (row.standard === "waiting")
    return (
      <>Nobody has reviewed these yet, so patients get English. Have somebody who knows {name} read them, then mark them as reviewed.</>
    );
  if (!row.at) return <>These came reviewed. They are sent by themselves.</>;
  return (
    <>
      Reviewed by {row.by ?? "someone who has left"}, <Time time={row.at} />. They are sent by themselves.
    </>
  );
}

export default async function LanguagePage({ params, searchParams }: Props) {
  const { language } = await params;
  if (!TEMPLATE_LANGUAGES.includes(language)) notFound();
  const search = await searchParams;
  const channel = TEMPLATE_CHANNELS.find((one) => one === search.channel) ?? "sms";
  const { row, messages, mayEdit } = await withStaff(async (ctx, user) => ({
    row: (await listLanguages(ctx)).find((one) => one.language === language)!,
    messages: await listLanguageMessages(ctx, language),
    mayEdit: user.role !== "staff",
  }));
  const name = languageName(language);
  return (
    <>
      <PageHeader
        title={<bdi lang={language}>{name}</bdi>}
        crumbs={[{ label: "Templates", href: "/templates" }, { label: "Languages", href: "/templates/languages" }, { label: name }]}
        actions={
          mayEdit && language !== "en" && row.standard !== "none" ? (
            <LanguageReviewButton language={language} reviewed={row.standard === "reviewed"} review={setLanguageReviewed} />
          ) : null
        }
      >
        <State row={row} name={name} />
      </PageHeader>
      <div className="mb-5 border-b border-line">
        <ChannelTabs channel={channel} href={(to) => `/templates/languages/${language}?channel=${to}`} />
      </div>
      <LanguageMessages language={language} messages={messages.filter((one) => one.channel === channel)} />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
