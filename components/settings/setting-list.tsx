"use client";

import { ChevronRight, Search } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { startTransition, useOptimistic, useState } from "react";
import { changeQuery } from "@/components/data-table/query";
import { markOpened } from "@/components/detail-sheet/opener";
import { Badge } from "@/components/ui/badge";
import { CheckboxField } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { CHOICES, describeValue } from "./describe";
import type { ScopeGroup, SettingView } from "./types";

type Props = { views: readonly SettingView[]; scope: string; scopeName: string; groups: readonly ScopeGroup[] };

/** [ADM-01] Every setting as a sentence with what holds and where it comes from; each opens beside the list. */
export function SettingList({ views, scope, scopeName, groups }: Props) {
  const [words, setWords] = useState("");
  const [changedOnly, setChangedOnly] = useState(false);
  const router = useRouter();
  const pathname = usePathname();
  // The scope just chosen counts at once, also for a setting that is opened before the screen has followed.
  const [chosen, setChosen] = useOptimistic(scope);
  const params = new URLSearchParams(useSearchParams());
  if (chosen) params.set("scope", chosen);
  else params.delete("scope");
  const shown = views.filter((view) => matchesSetting(view, words) && !(changedOnly && !isChanged(view)));
  const areas = [...new Map(shown.map((view) => [view.area, view.areaLabel]))];
  const show = (value: string): void =>
    startTransition(() => {
      setChosen(value);
      const next = new URLSearchParams(params);
      if (value) next.set("scope", value);
      else next.delete("scope");
      const text = next.toString();
      router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false });
    });
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Find a setting" className="w-full sm:w-64">
          {(control) => (
            <span className="relative block">
              <Search aria-hidden className="pointer-events-none absolute start-2 top-1/2 size-4 -translate-y-1/2 text-ink-muted" />
              <Input {...control} type="search" value={words} onChange={(event) => setWords(event.target.value)} className="ps-8" />
            </span>
          )}
        </Field>
        <Field label="Show settings for" className="w-full sm:w-72">
          {(control) => (
            <NativeSelect {...control} value={chosen} onChange={(event) => show(event.target.value)}>
              <option value="">The whole organization</option>
              {groups.map((group) => (
                <optgroup key={group.label} label={group.label}>
                  {group.choices.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
      <CheckboxField
        label="Only what differs from the default"
        checked={changedOnly}
        onCheckedChange={(on) => setChangedOnly(on === true)}
      />
      <output className="sr-only">{words || changedOnly ? `${shown.length} settings found` : ""}</output>
      {shown.length === 0 ? (
        changedOnly && !words ? (
          <EmptyState icon={Search} title="Every setting is at its default">
            What somebody changes is listed here, with where it was changed.
          </EmptyState>
        ) : (
          <EmptyState icon={Search} title="No setting has these words">
            Try fewer words, or the name of what it changes, such as “Sunday” or “holiday”.
          </EmptyState>
        )
      ) : null}
      {areas.map(([area, label]) => (
        <section key={area} aria-labelledby={`area-${area}`} className="flex flex-col gap-2">
          <h2 id={`area-${area}`} className="text-lg font-semibold">
            {label}
          </h2>
          <ul className="rounded-md border border-line bg-surface">
            {shown
              .filter((view) => view.area === area)
              .map((view) => (
                <li
                  key={view.key}
                  id={view.key}
                  data-row-id={view.key}
                  className="relative flex scroll-mt-20 flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line px-3 py-2.5 transition-colors last:border-b-0 hover:bg-hover target:bg-accent-soft"
                >
                  <div className="min-w-0 flex-1 basis-64">
                    <h3 className="font-medium">
                      <Link
                        data-row-link
                        onClick={() => markOpened(view.key)}
                        href={`${pathname}${changeQuery(params, { open: view.key })}`}
                        scroll={false}
                        className="after:absolute after:inset-0"
                      >
                        {view.label}
                      </Link>
                    </h3>
                    {view.help ? <p className="text-sm text-ink-muted">{view.help}</p> : null}
                  </div>
                  <div className="min-w-0 flex-1 basis-64">
                    <p className="wrap-long">{describeValue(view.key, view.value)}</p>
                    <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
                      <span>{view.own ? <Badge tone="accent">Set for {scopeName}</Badge> : upper(view.source)}</span>
                      {view.elsewhere.length > 0 && !scope ? (
                        <span>Different for {view.elsewhere.map((one) => one.name).join(", ")}</span>
                      ) : null}
                    </p>
                  </div>
                  <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 self-center text-ink-faint rtl:rotate-180" />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const isChanged = (view: SettingView): boolean => view.own !== undefined || view.elsewhere.length > 0;

/** Whether all the words stand in what the setting says: its name, help, area, key, specification rows, value and choices. */
export function matchesSetting(view: SettingView, words: string): boolean {
  const choices = Object.values(CHOICES[view.key] ?? {}).join(" ");
  const text =
    `${view.label} ${view.help ?? ""} ${view.areaLabel} ${view.key} ${view.spec.join(" ")} ${describeValue(view.key, view.value)} ${choices}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
