import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { SettingList } from "@/components/settings/setting-list";
import { SettingSheet } from "@/components/settings/setting-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { requireArea } from "@/lib/areas/require-area";
import { listScopes } from "@/lib/practice/scopes";
import { listSettingChanges } from "@/lib/settings/history";
import { listSettings } from "@/lib/settings/queries";
import { SETTINGS } from "@/lib/settings/registry";
import { previewOneSetting, saveOneSetting } from "./actions";
import { namesOf, readScope, scopeGroups, scopeValue } from "./scope";
import { settingView } from "./view";

export const metadata: Metadata = { title: "Reminder settings" };

export default async function ReminderSettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const open = typeof params.open === "string" && SETTINGS.has(params.open) ? params.open : undefined;
  const data = await withStaff(async (ctx, user) => {
    await requireArea(ctx, "reminders");
    const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
    return {
      organizationId: ctx.organizationId,
      role: user.role,
      zone: organization!.zone,
      scopes: await listScopes(ctx),
      settings: await listSettings(ctx),
      changes: open ? await listSettingChanges(ctx, open) : [],
    };
  });
  const chosen = readScope(params.scope, data.scopes);
  const input = { ...data, chosen, names: namesOf(data.scopes) };
  const views = data.settings.map((listed) => settingView(listed, input, listed.key === open ? data.changes : []));
  const opened = views.find((view) => view.key === open);
  return (
    <>
      <PageHeader title="Reminders">When patients hear from you, what they may answer, and on which channels.</PageHeader>
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
