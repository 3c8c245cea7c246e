import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { ReviewNote } from "@/components/template-editor/review-note";
import { TemplateEditor } from "@/components/template-editor/template-editor";
import { TemplateTabs } from "@/components/template-editor/template-tabs";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n";
import { isTemplateKey, SQUIGGLIES, TEMPLATE_CHANNELS, TEMPLATE_PURPOSES, type Channel } from "@/lib/templates";
import { listBlockNames } from "@/lib/templates/block-queries";
import { TEMPLATE_LANGUAGES } from "@/lib/templates/languages";
import { listPreviewVisits } from "@/lib/templates/preview";
import { getTemplate } from "@/lib/templates/queries";
import { previewWording, resetWording, restoreWording, saveWording, setWordingReviewed } from "../actions";

type Props = { params: Promise<{ key: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key } = await params;
  return { title: isTemplateKey(key) ? TEMPLATE_PURPOSES[key] : "Template" };
}

const squigglesOf = (channel: Channel) =>
  SQUIGGLIES.filter((one) => !one.secureOnly && one.scopes.includes("reminder") && one.channels?.includes(channel) !== false).map(
    ({ name, label, example, group }) => ({ name, label, example, group }),
  );

const named = (language: string) => ({ value: language, label: languageName(language) });

export default async function TemplatePage({ params, searchParams }: Props) {
  const { key } = await params;
  if (!isTemplateKey(key)) notFound();
  const search = await searchParams;
  const channel = TEMPLATE_CHANNELS.find((one) => one === search.channel) ?? "sms";
  const language = TEMPLATE_LANGUAGES.find((one) => one === search.language) ?? "en";
  const { template, visits, blocks, mayEdit } = await withStaff(async (ctx, user) => ({
    template: await getTemplate(ctx, key, channel, language),
    visits: await listPreviewVisits(ctx),
    blocks: await listBlockNames(ctx, channel, language),
    mayEdit: user.role !== "staff",
  }));
  const said =
    template.source === "own"
      ? "These are your own words."
      : template.source === "standard"
        ? "This is the standard wording."
        : `There are no words in ${languageName(language)} yet: patients get these in ${languageName(template.from)}. Write them here.`;
  return (
    <>
      <PageHeader title={template.purpose} crumbs={[{ label: "Templates", href: "/templates" }, { label: template.purpose }]}>
        {said}
      </PageHeader>
      <ReviewNote template={template} mayEdit={mayEdit} review={setWordingReviewed} />
      <TemplateTabs
        templateKey={key}
        channel={channel}
        language={language}
        languages={template.languages.map(named)}
        more={TEMPLATE_LANGUAGES.filter((one) => !template.languages.includes(one)).map(named)}
      />
      <TemplateEditor
        key={`${channel} ${language}`}
        template={template}
        squigglies={squigglesOf(channel)}
        visits={visits}
        mayEdit={mayEdit}
        save={saveWording}
        reset={resetWording}
        restore={restoreWording}
        blocks={blocks}
        preview={previewWording}
      />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
