"use client";

import { useRouter } from "next/navigation";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Channel } from "@/lib/templates/types";
import { ChannelTabs } from "./channel-tabs";

export type LanguageChoice = { value: string; label: string };

type Props = {
  templateKey: string;
  channel: Channel;
  language: string;
  languages: readonly LanguageChoice[];
  more: readonly LanguageChoice[];
};

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
      <ChannelTabs channel={channel} href={(to) => href({ channel: to })} />
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
