"use client";

import { useEffect, useRef } from "react";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { OrganizationEffect } from "./organization-effect";
import type { PreviewStep, SettingPreview } from "@/lib/settings/preview-setting";

/** What one upcoming visit's reminders are now and would be with the unsaved value. */
export function Effect({ preview }: { preview: SettingPreview | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [preview]);
  if (!preview)
    return (
      <div ref={box} className="rounded-md border border-line bg-surface p-3 text-ink-muted">
        <output>No visit is ahead, so there is nothing to show yet.</output>
      </div>
    );
  const same = JSON.stringify(preview.before) === JSON.stringify(preview.after);
  return (
    <div ref={box} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <div>
        <h3 className="font-semibold">What it would change</h3>
        <output className="block text-sm text-ink-muted">
          For the visit of <bdi>{preview.visit.patient}</bdi> on <Time time={preview.visit.at} />
          {same ? ": nothing would be different." : ". Nothing is saved yet."}
        </output>
      </div>
      <Steps title="Now" steps={preview.before} />
      {same ? null : <Steps title="With this change" steps={preview.after} />}
      <OrganizationEffect preview={preview.organization} />
    </div>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly PreviewStep[] }) {
  return (
    <div>
      <h4 className="text-sm font-semibold text-ink-muted">{title}</h4>
      {steps.length === 0 ? <p>No reminder</p> : null}
      <ol aria-label={title} className="flex flex-col">
        {steps.map((step) => (
          <li key={step.step} className="border-b border-line py-1.5 last:border-b-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Time time={step.at} />
              <Status kind="message" value={step.state === "done" ? "sent" : step.state} />
            </p>
            <p className="text-sm wrap-long text-ink-muted">{step.reason}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
