"use client";

import { Command } from "cmdk";
import { Contrast, CornerDownLeft, Search, User, Zap, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { scrimStyle } from "@/components/ui/overlay";
import { THEMES } from "@/components/theme/theme";
import { setTheme } from "@/components/theme/use-theme";
import { navFor } from "./nav";
import type { PatientHit, ShellAction } from "./types";
import { THEME_WORDS } from "./user-menu";
import { usePatientSearch } from "./use-patient-search";

type Props = {
  demo: boolean;
  actions: readonly ShellAction[];
  searchPatients: (text: string) => Promise<readonly PatientHit[]>;
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

function Palette({ demo, actions, searchPatients, close }: Props & { close: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const patients = usePatientSearch(text, searchPatients);
  const visit = (href: string) => {
    close();
    router.push(href);
  };
  const known = patients.state !== "idle";
  return (
    <Command label="Find" loop className="flex max-h-[70vh] flex-col">
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
        {known ? (
          <Group heading="Patients">
            {patients.hits.map((hit) => (
              <Item key={hit.id} value={`patient ${hit.id}`} icon={User} onSelect={() => visit(hit.href)} hint={hit.detail} always>
                {hit.name}
              </Item>
            ))}
            {patients.hits.length === 0 ? <PatientNote state={patients.state} /> : null}
          </Group>
        ) : null}
        <Group heading="Screens">
          {navFor({ demo }).map((item) => (
            <Item key={item.id} value={`${item.label} ${item.words}`} icon={item.icon} onSelect={() => visit(item.href)}>
              {item.label}
            </Item>
          ))}
        </Group>
        <Group heading="Actions">
          {actions.map((action) => (
            <Item key={action.id} value={`${action.label} ${action.words ?? ""}`} icon={Zap} onSelect={() => visit(action.href)}>
              {action.label}
            </Item>
          ))}
          {THEMES.map((theme) => (
            <Item
              key={theme}
              value={`colours theme ${THEME_WORDS[theme]}`}
              icon={Contrast}
              onSelect={() => {
                setTheme(theme);
                close();
              }}
            >
              Colours: {THEME_WORDS[theme].toLowerCase()}
            </Item>
          ))}
        </Group>
        {known ? null : <Command.Empty className="px-3 py-6 text-center text-ink-muted">Nothing by this name.</Command.Empty>}
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

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-muted"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = {
  value: string;
  icon: LucideIcon;
  onSelect: () => void;
  hint?: string;
  /** Found by the server: not filtered again. */ always?: boolean;
  children: ReactNode;
};

function Item({ value, icon: Icon, onSelect, hint, always, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      forceMount={always}
      onSelect={onSelect}
      className="group flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 text-base data-[selected=true]:bg-hover pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
      <span className="min-w-0 truncate">{children}</span>
      {hint ? <span className="ms-auto shrink-0 text-sm text-ink-muted">{hint}</span> : null}
      <CornerDownLeft aria-hidden className="ms-auto hidden size-3.5 shrink-0 text-ink-muted group-data-[selected=true]:block" />
    </Command.Item>
  );
}
