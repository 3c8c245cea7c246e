import type { ReactNode } from "react";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { SettingList } from "@/components/settings/setting-list";
import { SettingSheet } from "@/components/settings/setting-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { areasOff, requireArea } from "@/lib/areas/require-area";
import { listScopes } from "@/lib/practice/scopes";
import { listSettingChanges } from "@/lib/settings/history";
import { listSettings } from "@/lib/settings/queries";
import { SETTINGS, type SettingAreaId } from "@/lib/settings/registry";
import { previewOneSetting, saveOneSetting } from "./actions";
import { namesOf, readScope, scopeGroups, scopeValue } from "./scope";
import { settingView } from "./view";

type Props = {
  searchParams: Promise<SearchParams>;
  title: string;
  children: ReactNode;
  /** Only these areas, in a product area that may be switched off; without it all of them. */
  only?: readonly SettingAreaId[];
};

/** [ADM-01] Settings from the registry: all of them, or those of some areas. `?scope=facility:<id>` shows one place's, `?open=<key>` opens one. */
export async function SettingsScreen({ searchParams, title, children, only }: Props) {
  const params = await searchParams;
  const open = typeof params.open === "string" && SETTINGS.has(params.open) ? params.open : undefined;
  const data = await withStaff(async (ctx, user) => {
    if (only) await requireArea(ctx, "reminders");
    const off = await areasOff(ctx);
    const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
    const settings = await listSettings(ctx);
    return {
      organizationId: ctx.organizationId,
      role: user.role,
      zone: organization!.zone,
      scopes: await listScopes(ctx),
      // What the operator has switched off has no settings either; an opened one is shown whatever list led to it.
      settings: settings.filter(
        ({ key, area }) => !off.includes(area) && (!only || key === open || (only as readonly string[]).includes(area)),
      ),
      changes: open ? await listSettingChanges(ctx, open) : [],
    };
  });
  const chosen = readScope(params.scope, data.scopes);
  const input = { ...data, chosen, names: namesOf(data.scopes) };
  const views = data.settings.map((listed) => settingView(listed, input, listed.key === open ? data.changes : []));
  const opened = views.find((view) => view.key === open);
  return (
    <>
      <PageHeader title={title}>{children}</PageHeader>
      <SettingList views={views} scope={scopeValue(chosen)} scopeName={chosen.name} groups={scopeGroups(data.scopes)} />
      {opened ? (
        <SettingSheet
          key={`${opened.key} ${scopeValue(chosen)} ${opened.own?.at.iso ?? ""}`}
          view={opened}
          scope={chosen.scope}
          scopeId={chosen.scopeId}
          scopeName={chosen.name}
          save={saveOneSetting}
          preview={previewOneSetting}
        />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
