import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { dir } from "@/lib/i18n/languages";
import type { LanguageMessage, LanguageText } from "@/lib/templates/language-queries";

/** Each message in a language beside its English, filled with a made-up visit: what a reviewer reads. */
export function LanguageMessages({ language, messages }: { language: string; messages: readonly LanguageMessage[] }) {
  return (
    <ul className="flex flex-col gap-6">
      {messages.map((message) => (
        <li key={message.key} className="flex flex-col gap-2">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold">
            <Link
              href={`/templates/${message.key}?channel=${message.channel}&language=${language}`}
              className="underline underline-offset-2"
            >
              {message.purpose}
            </Link>
            {message.source === "own" ? <Badge tone="accent">Your own words</Badge> : null}
            {message.waits ? <Badge tone="warn">Not reviewed</Badge> : null}
          </h2>
          <div className="grid gap-2 md:grid-cols-2">
            {language === "en" ? null : message.text ? (
              <Said text={message.text} language={language} />
            ) : (
              <p className="rounded-md border border-dashed border-line-strong p-3 text-ink-muted">No words yet: the English ones go.</p>
            )}
            <Said text={message.english} language="en" />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Said({ text, language }: { text: LanguageText; language: string }) {
  return (
    <div lang={language} dir={dir(language)} className="rounded-md border border-line bg-sunken p-3 text-sm wrap-long whitespace-pre-wrap">
      {text.subject === undefined ? null : <p className="mb-2 font-medium">{text.subject}</p>}
      {text.text}
    </div>
  );
}
