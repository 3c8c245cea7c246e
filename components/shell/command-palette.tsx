"use client";

import { Command } from "cmdk";
import { Contrast, CornerDownLeft, Search, SlidersHorizontal, User, Zap, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { scrimStyle } from "@/components/ui/overlay";
import { THEMES } from "@/components/theme/theme";
import { setTheme } from "@/components/theme/use-theme";
import { matching, matchesLabel } from "./match";
import { navFor } from "./nav";
import type { SearchPatients, ShellAction } from "./types";
import { THEME_WORDS } from "./user-menu";
import { usePatientSearch } from "./use-patient-search";

type Props = {
  demo: boolean;
  admin: boolean;
  hidden?: readonly string[];
  actions: readonly ShellAction[];
  settings: readonly ShellAction[];
  searchPatients: SearchPatients;
};

/** ⌘K or Ctrl-K: find a patient, a screen or something to do, without the mouse. */
export function CommandPalette(props: Props) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button
          aria-keyshortcuts="Control+K Meta+K"
          className="min-w-0 justify-start font-normal text-ink-muted max-lg:size-8 max-lg:justify-center max-lg:p-0 max-lg:pointer-coarse:size-10 lg:w-72"
        >
          <Search aria-hidden />
          <span className="truncate max-lg:sr-only">Find a patient or a screen</span>
          <Kbd className="ms-auto max-lg:hidden">Ctrl K</Kbd>
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={scrimStyle} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-md border border-line bg-raised shadow-raised data-[state=open]:animate-appear"
        >
          <Radix.Title className="sr-only">Find a patient, a screen or something to do</Radix.Title>
          <Palette {...props} close={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const MOST_SETTINGS = 8;

type Entry = { value: string; label: string; words?: string; icon: LucideIcon; hint?: string; run: () => void };

function Palette({ demo, admin, hidden, actions, settings, searchPatients, close }: Props & { close: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<{ text: string; value: string }>();
  const patients = usePatientSearch(text, searchPatients);
  const visit = (href: string) => () => {
    close();
    router.push(href);
  };
  const screens = matching(
    text,
    navFor({ demo, admin, hidden }).map((item): Entry => ({
      value: `screen:${item.id}`,
      label: item.label,
      words: item.words,
      icon: item.icon,
      run: visit(item.href),
    })),
  );
  const found = patients.hits.map((hit): Entry => ({
    value: `patient:${hit.id}`,
    label: hit.name,
    icon: User,
    hint: hit.detail,
    run: visit(hit.href),
  }));
  const doings = matching(text, [
    ...actions.map((action): Entry => ({
      value: `action:${action.id}`,
      label: action.label,
      words: action.words,
      icon: Zap,
      run: visit(action.href),
    })),
    ...THEMES.map((theme): Entry => ({
      value: `theme:${theme}`,
      label: `Colours: ${THEME_WORDS[theme].toLowerCase()}`,
      words: "colors theme mode",
      icon: Contrast,
      run() {
        setTheme(theme);
        close();
      },
    })),
  ]);
  // There are many, so they come only when asked for, after everything else.
  const set = (text.trim() === "" ? [] : matching(text, settings)).slice(0, MOST_SETTINGS).map((one): Entry => ({
    value: `setting:${one.id}`,
    label: one.label,
    icon: SlidersHorizontal,
    run: visit(one.href),
  }));
  // Who types a screen's name wants the screen; everyone else wants a patient.
  const screensFirst = patients.state === "idle" || screens.some((screen) => matchesLabel(text, screen));
  const entries = [...(screensFirst ? [...screens, ...found] : [...found, ...screens]), ...doings, ...set];
  const chosen = picked?.text === text && entries.some((entry) => entry.value === picked.value) ? picked.value : (entries[0]?.value ?? "");
  const screenGroup = <Group key="screens" heading="Screens" entries={screens} />;
  const patientGroup =
    patients.state === "idle" ? null : (
      <Group
        key="patients"
        heading="Patients"
        entries={found}
        note={found.length === 0 ? <PatientNote state={patients.state} /> : undefined}
      />
    );
  return (
    <Command
      label="Find"
      loop
      shouldFilter={false}
      value={chosen}
      onValueChange={(value) => setPicked({ text, value })}
      className="flex max-h-[70vh] flex-col"
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-ink-muted" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Name, date of birth, number – or a screen"
          className="h-11 w-full bg-transparent text-lg outline-none"
        />
      </div>
      <Command.List className="min-h-0 overflow-y-auto p-1">
        {screensFirst ? [screenGroup, patientGroup] : [patientGroup, screenGroup]}
        <Group heading="Actions" entries={doings} />
        <Group heading="Settings" entries={set} />
      </Command.List>
    </Command>
  );
}

function PatientNote({ state }: { state: string }) {
  const words =
    state === "searching"
      ? "Searching…"
      : state === "failed"
        ? "The search did not answer. Type again to repeat it."
        : "No patient by this name, date of birth or number.";
  return <p className="px-2 py-1.5 text-ink-muted">{words}</p>;
}

function Group({ heading, entries, note }: { heading: string; entries: readonly Entry[]; note?: ReactNode }) {
  if (entries.length === 0 && !note) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-muted"
    >
      {entries.map((entry) => (
        <Command.Item
          key={entry.value}
          value={entry.value}
          onSelect={entry.run}
          className="group flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 text-base data-[selected=true]:bg-hover pointer-coarse:min-h-11"
        >
          <entry.icon aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
          <span dir="auto" className="min-w-0 truncate">
            {entry.label}
          </span>
          <span className="ms-auto flex shrink-0 items-center gap-3 text-sm text-ink-muted">
            {entry.hint}
            <CornerDownLeft aria-hidden className="invisible size-3.5 group-data-[selected=true]:visible" />
          </span>
        </Command.Item>
      ))}
      {note}
    </Command.Group>
  );
}
