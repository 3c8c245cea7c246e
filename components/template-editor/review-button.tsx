"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

type Props = { reviewed: boolean; set: (reviewed: boolean) => Promise<ActionResult<void>> };

/** Says that words were read by someone who knows the language, or takes it back; both with undo. */
export function ReviewButton({ reviewed, set }: Props) {
  const [pending, start] = useTransition();
  const change = (to: boolean): void =>
    start(async () => {
      const result = await set(to);
      if (!result.ok) toast.failed(result.message);
      else if (to) toast.undo("Marked as reviewed. It is sent from the next message on.", () => change(false));
      else toast.undo("No longer marked as reviewed. English is sent instead.", () => change(true));
    });
  return (
    <Button look={reviewed ? "secondary" : "primary"} pending={pending} onClick={() => change(!reviewed)}>
      {reviewed ? "Take the review back" : "Mark as reviewed"}
    </Button>
  );
}

type LanguageProps = {
  language: string;
  reviewed: boolean;
  review: (input: { language: string; reviewed: boolean }) => Promise<ActionResult<void>>;
};

/** The same for all standard wordings of a language. */
export function LanguageReviewButton({ language, reviewed, review }: LanguageProps) {
  return <ReviewButton reviewed={reviewed} set={(to) => review({ language, reviewed: to })} />;
}
