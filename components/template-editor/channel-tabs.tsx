import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { Channel } from "@/lib/templates/types";

const CHANNELS: readonly { value: Channel; label: string }[] = [
  { value: "sms", label: "Text message" },
  { value: "voice", label: "Call" },
  { value: "email", label: "E-mail" },
];

/** The three forms of a message; which one is shown is in the address. */
export function ChannelTabs({ channel, href }: { channel: Channel; href: (channel: Channel) => string }) {
  return (
    <nav aria-label="Channel" className="-mb-px flex gap-4 overflow-x-auto">
      {CHANNELS.map((one) => (
        <Link
          key={one.value}
          href={href(one.value)}
          aria-current={one.value === channel ? "page" : undefined}
          className={cn(
            "flex h-9 shrink-0 items-center border-b-2 border-transparent px-0.5 text-ink-muted -outline-offset-2 transition-colors hover:text-ink",
            one.value === channel && "border-accent font-medium text-ink",
          )}
        >
          {one.label}
        </Link>
      ))}
    </nav>
  );
}
