import { LinkTabs } from "@/components/ui/link-tabs";

const href = (days: number): string => `/messages/ahead?days=${days}`;

/** How far to look ahead; each span has an address of its own. */
export function SpanLinks({ spans, chosen }: { spans: readonly number[]; chosen: number }) {
  const tabs = spans.map((days) => ({ href: href(days), label: days === 1 ? "Today" : `${days} days` }));
  return <LinkTabs name="How far ahead" tabs={tabs} at={href(chosen)} />;
}
