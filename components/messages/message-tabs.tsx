import { LinkTabs } from "@/components/ui/link-tabs";
import { MESSAGE_TABS, type MessageTab } from "@/lib/messages/types";

const LABELS: Record<MessageTab, string> = {
  sent: "Sent",
  undelivered: "Undelivered",
  answers: "Answers",
  next: "Next to go",
  held: "Held",
  skipped: "Skipped",
};

const href = (one: MessageTab): string => (one === "sent" ? "/messages" : `/messages?tab=${one}`);

/** The lists of the activity screen, each with an address of its own. */
export function MessageTabs({ tab }: { tab: MessageTab }) {
  return <LinkTabs name="Lists of messages" tabs={MESSAGE_TABS.map((one) => ({ href: href(one), label: LABELS[one] }))} at={href(tab)} />;
}
