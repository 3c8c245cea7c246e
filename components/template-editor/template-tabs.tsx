"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Channel } from "@/lib/templates/types";

export type LanguageChoice = { value: string; label: string };

type Props = {
  templateKey: string;
  channel: Channel;
  language: string;
  languages: readonly LanguageChoice[];
  more: readonly LanguageChoice[];
};

const CHANNELS: readonly { value: Channel; label: string }[] = [
  { value: "sms", label: "Text message" },
  { value: "voice", label: "Call" },
  { value: "email", label: "E-mail" },
];

/** Which channel and language of a message is shown; both are in the address. */
export function TemplateTabs({ templateKey, channel, language, languages, more }: Props) {
  const router = useRouter();
  const href = (to: { channel?: string; language?: string }): string =>
    `/templates/${templateKey}?channel=${to.channel ?? channel}&language=${to.language ?? language}`;
  const options = (list: readonly LanguageChoice[]) =>
    list.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ));
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-line">
      <nav aria-label="Channel" className="-mb-px flex gap-4 overflow-x-auto">
        {CHANNELS.map((one) => (
          <Link
            key={one.value}
            href={href({ channel: one.value })}
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
      <Field label="Language" className="w-full pb-3 sm:w-60">
        {(control) => (
          <NativeSelect {...control} value={language} onChange={(event) => router.push(href({ language: event.target.value }))}>
            <optgroup label="With words of its own">{options(languages)}</optgroup>
            <optgroup label="Sent in English so far">{options(more)}</optgroup>
          </NativeSelect>
        )}
      </Field>
    </div>
  );
}
