"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { Scope } from "@/lib/settings/define";
import type { SettingPreview } from "@/lib/settings/preview-setting";
import { describeValue } from "./describe";
import { ValueEditor } from "./editors";
import { Effect } from "./effect";
import type { SettingView } from "./types";

type Input = { key: string; scope: Scope; scopeId?: string; value: unknown };
export type SettingVerbs = {
  save: (input: Input) => Promise<ActionResult<{ changed: boolean }>>;
  preview: (input: Input) => Promise<ActionResult<SettingPreview | null>>;
};

type Props = SettingVerbs & { view: SettingView; scope: Scope; scopeId: string | undefined; scopeName: string };

/** [ADM-01] One setting beside the list: what holds and why, its editor, what a change would do, and who changed it before. */
export function SettingSheet({ view, scope, scopeId, scopeName, save, preview }: Props) {
  const [value, setValue] = useState(view.value);
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [effect, setEffect] = useState<SettingPreview | null>();
  const [doing, setDoing] = useState<"save" | "reset" | "preview">();
  const [pending, start] = useTransition();
  const input = (next: unknown): Input => ({ key: view.key, scope, ...(scopeId ? { scopeId } : {}), value: next });

  const change = (next: unknown): void => {
    setValue(next);
    setEffect(undefined);
  };
  const run = (what: "save" | "reset"): void => {
    setDoing(what);
    start(async () => {
      const result = await save(input(what === "save" ? value : null));
      setFailure(result.ok ? undefined : result);
      if (!result.ok) return;
      if (!result.data.changed) toast.done("Nothing was different.");
      else toast.done("Saved.", view.affectsPlan ? "Messages that are planned are being planned again with it." : undefined);
    });
  };
  const look = (): void => {
    setDoing("preview");
    start(async () => {
      const result = await preview(input(value));
      setFailure(result.ok ? undefined : result);
      if (result.ok) setEffect(result.data);
    });
  };
  return (
    <DetailSheet
      rowId={view.key}
      title={view.label}
      description={view.help}
      footer={
        view.locked ? undefined : (
          <>
            <Button look="primary" pending={pending && doing === "save"} disabled={pending} onClick={() => run("save")}>
              Save for {scopeName}
            </Button>
            {view.affectsPlan ? (
              <Button pending={pending && doing === "preview"} disabled={pending} onClick={look}>
                Show the effect
              </Button>
            ) : null}
            {view.own ? (
              <Button look="quiet" pending={pending && doing === "reset"} disabled={pending} onClick={() => run("reset")}>
                {scope === "organization" ? "Back to the default" : "Use the wider setting"}
              </Button>
            ) : null}
          </>
        )
      }
    >
      <div className="flex flex-col gap-6">
        <ErrorSummary errors={failure ? [{ message: failure.message }] : []} />
        {view.own && !view.own.valid ? (
          <p className="rounded-md bg-warn-soft p-3 text-warn">
            The stored value no longer fits this setting and is not used. Save it again, or go back to {view.fallback.source}.
          </p>
        ) : null}
        <Facts view={view} />
        {view.locked ? (
          <p className="rounded-md border border-dashed border-line-strong p-3 text-ink-muted">{view.locked}</p>
        ) : (
          <ValueEditor
            settingKey={view.key}
            label={view.label}
            defaultValue={view.defaultValue}
            value={value}
            onChange={change}
            errors={inside(failure?.fields)}
          />
        )}
        {effect === undefined ? null : <Effect preview={effect} />}
        <Overrides view={view} />
        {view.history.length > 0 ? (
          <section className="flex flex-col gap-2">
            <h3 className="text-sm font-semibold text-ink-muted">Changes</h3>
            <ol className="flex flex-col gap-2">
              {view.history.map((change) => (
                <li key={`${change.at.iso}${change.to}`}>
                  <p className="wrap-long">
                    For {change.where}: from {change.from} to {change.to}
                  </p>
                  <p className="text-sm text-ink-muted">
                    {change.by}, <Time time={change.at} />
                  </p>
                </li>
              ))}
            </ol>
          </section>
        ) : null}
      </div>
    </DetailSheet>
  );
}

/** Every other place with a value of its own, each leading to the setting as it is there. */
function Overrides({ view }: { view: SettingView }) {
  const pathname = usePathname();
  const search = useSearchParams();
  if (view.elsewhere.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink-muted">Set elsewhere</h3>
      <ul className="flex flex-col gap-1">
        {view.elsewhere.map((one) => (
          <li key={one.scope} className="wrap-long">
            {one.known ? (
              <Link
                href={{ pathname, query: { ...Object.fromEntries(search), scope: one.scope } }}
                scroll={false}
                className="text-accent underline underline-offset-2"
              >
                {upper(one.name)}
              </Link>
            ) : (
              upper(one.name)
            )}
            : {one.value}
          </li>
        ))}
      </ul>
    </section>
  );
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Facts({ view }: { view: SettingView }) {
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <dt className="text-ink-muted">Now</dt>
      <dd className="wrap-long">
        {describeValue(view.key, view.value)} <span className="text-ink-muted">({view.source})</span>
      </dd>
      <dt className="text-ink-muted">Default</dt>
      <dd className="wrap-long">{describeValue(view.key, view.defaultValue)}</dd>
      {view.own ? (
        <>
          <dt className="text-ink-muted">Without it</dt>
          <dd className="wrap-long">
            {describeValue(view.key, view.fallback.value)} <span className="text-ink-muted">({view.fallback.source})</span>
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Server errors name `value.0.before`; editors know what is below `value`. */
function inside(fields: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, message]) => [key.replace(/^value\.?/, ""), message]));
}
