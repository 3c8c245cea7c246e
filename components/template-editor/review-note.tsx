"use client";

import Link from "next/link";
import { ReviewButton } from "./review-button";
import { Time } from "@/components/ui/time";
import type { ActionResult } from "@/lib/actions/result";
import { languageName } from "@/lib/i18n/languages";
import type { TemplateDetail } from "@/lib/templates/queries";
import type { TemplatePlace } from "@/lib/templates/save-template";

type Props = {
  template: TemplateDetail;
  mayEdit: boolean;
  review: (input: TemplatePlace & { version: number; reviewed: boolean }) => Promise<ActionResult<void>>;
};

/** [TPL-09] Whether these words go out by themselves, who said so, and how to change it. Nothing for English. */
export function ReviewNote({ template, mayEdit, review }: Props) {
  const { key, channel, language, newest, review: state } = template;
  if (!state) return null;
  const name = languageName(language);
  const instead = template.from === language ? `the standard wording in ${name}` : "English";
  if (state.of === "language" && state.reviewed) return null;
  return (
    <div
      className={
        state.reviewed
          ? "mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-muted"
          : "mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-warn-soft p-3 text-warn"
      }
    >
      {state.reviewed ? (
        <p>
          Reviewed by {state.by ?? "someone who has left"}
          {state.at ? (
            <>
              , <Time time={state.at} />
            </>
          ) : null}
          . It is sent by itself.
        </p>
      ) : (
        <p>
          Not sent yet: nobody who knows {name} has reviewed {state.of === "own" ? "these words" : "its standard wordings"}. Patients get{" "}
          {instead} instead.
        </p>
      )}
      {state.of === "language" ? (
        <Link href={`/templates/languages/${language}`} className="font-medium underline">
          Review {name}
        </Link>
      ) : mayEdit ? (
        <ReviewButton reviewed={state.reviewed} set={(reviewed) => review({ key, channel, language, version: newest, reviewed })} />
      ) : null}
    </div>
  );
}
