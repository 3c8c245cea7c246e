import { parseDayRange } from "@/components/data-table/day-range";
import { readTableQuery, type SearchParams } from "@/components/data-table/query";
import { readRange, type Range } from "@/lib/activity/range";
import type { ActivityFilter } from "@/lib/activity/types";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { listFacilityChoices } from "@/lib/messages/queries";
import { toWall } from "@/lib/time";

const SPEC = { sortable: [], defaultSort: { id: "day", desc: true }, filters: ["channel", "facility", "template", "days"] };

export type Asked = {
  values: Record<string, string[]>;
  range: Range;
  filter: ActivityFilter;
  facilities: readonly { id: string; name: string }[];
  /** The facility the screens are narrowed to. */
  within: string | null;
};

/** What the report's address asks for, with the facilities that the reader sees. Days are the organization's. */
export async function readActivity(ctx: Ctx, params: SearchParams, wished: string | null): Promise<Asked> {
  const { filters: values } = readTableQuery(params, SPEC, "");
  const { facilities, zone } = await listFacilityChoices(ctx);
  const within = facilities.find((facility) => facility.id === wished)?.id ?? null;
  const preset = Array.isArray(params.range) ? params.range[0] : params.range;
  const range = readRange(preset, parseDayRange(values.days?.[0]), toWall(zone, ctx.now).date);
  const filter: ActivityFilter = {
    from: range.from,
    to: range.to,
    channels: values.channel ?? [],
    facilities: (values.facility ?? []).filter(isId),
    templates: values.template ?? [],
    within,
  };
  return { values, range, filter, facilities, within };
}
