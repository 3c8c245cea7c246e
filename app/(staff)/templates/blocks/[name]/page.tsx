import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { BlockEditor } from "@/components/template-editor/block-editor";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n/languages";
import { SQUIGGLIES } from "@/lib/templates";
import { getBlock, listBlocks } from "@/lib/templates/block-queries";
import { BLOCK_CHANNELS } from "@/lib/templates/blocks";
import { TEMPLATE_LANGUAGES } from "@/lib/templates/languages";
import { blockPlace } from "@/lib/templates/save-block";
import { removeSharedBlock, saveSharedBlock } from "../../actions";

type Props = { params: Promise<{ name: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Shared block ${(await params).name}` };
}

export default async function BlockPage({ params, searchParams }: Props) {
  const { name } = await params;
  if (!blockPlace.shape.name.safeParse(name).success) notFound();
  const search = await searchParams;
  const channel = BLOCK_CHANNELS.find((one) => one === search.channel) ?? "any";
  const language = TEMPLATE_LANGUAGES.find((one) => one === search.language) ?? "en";
  const { block, others, mayEdit } = await withStaff(async (ctx, user) => ({
    block: await getBlock(ctx, name, channel, language),
    others: (await listBlocks(ctx)).map((one) => one.name).filter((one) => one !== name),
    mayEdit: user.role !== "staff",
  }));
  const squigglies = SQUIGGLIES.filter((one) => !one.secureOnly && (channel === "any" || one.channels?.includes(channel) !== false)).map(
    (one) => ({ name: one.name, label: one.label, example: one.example, group: one.group }),
  );
  return (
    <>
      <PageHeader
        title={<span className="font-mono">{name}</span>}
        crumbs={[{ label: "Templates", href: "/templates" }, { label: "Shared blocks", href: "/templates/blocks" }, { label: name }]}
      >
        {block.places.length === 0 ? "It exists once its words are saved." : "A change counts from the next message on."}
      </PageHeader>
      <BlockEditor
        key={`${channel} ${language}`}
        block={block}
        languages={TEMPLATE_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
        squigglies={squigglies}
        others={others}
        mayEdit={mayEdit}
        save={saveSharedBlock}
        remove={removeSharedBlock}
      />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
