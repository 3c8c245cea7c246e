import { HandHelping } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { HelpPanel } from "@/components/help/help-panel";
import { LiveIndicator } from "@/components/live/live-indicator";
import { LiveProvider } from "@/components/live/live-provider";
import { LiveRefresh } from "@/components/live/live-refresh";
import { cn } from "@/components/ui/cn";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import { CommandPalette } from "./command-palette";
import { DemoLink } from "./demo-link";
import { FacilitySwitcher } from "./facility-switcher";
import { PhoneNav } from "./phone-nav";
import { Rail } from "./rail";
import type { ShellProps } from "./types";
import { UserMenu } from "./user-menu";

/** The frame of every staff screen: rail by job, search, facility, what needs a person, who is signed in. */
export function StaffShell({ children, ...shell }: ShellProps & { children: ReactNode }) {
  return (
    <TooltipProvider>
      <LiveProvider>
        <a href="#main" className="skip-link rounded-md bg-ink px-3 py-2 text-canvas">
          Skip to the content
        </a>
        <div className="min-h-dvh [--shell-top:3rem] md:grid md:grid-cols-[3.25rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)]">
          <div className="sticky top-0 flex h-dvh flex-col overflow-y-auto border-e border-line bg-surface max-md:hidden print:hidden">
            <Rail demo={shell.demo} admin={shell.admin} hidden={shell.hidden} mark={<Mark />} />
          </div>
          <div className="flex min-w-0 flex-col">
            <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-3 md:px-4 print:hidden">
              <FacilitySwitcher facilities={shell.facilities} facilityId={shell.facilityId} choose={shell.chooseFacility} />
              <CommandPalette
                demo={shell.demo}
                admin={shell.admin}
                hidden={shell.hidden}
                actions={shell.actions ?? []}
                settings={shell.settings ?? []}
                searchPatients={shell.searchPatients}
              />
              <div className="ms-auto flex items-center gap-2 sm:gap-3">
                {shell.demo ? <DemoLink clockAhead={shell.clockAhead} /> : null}
                <span className="max-sm:hidden">
                  <LiveIndicator />
                </span>
                <HelpPanel />
                <NeedsPerson {...shell.needsPerson} />
                <UserMenu user={shell.user} organization={shell.organization} signOut={shell.signOut} />
              </div>
            </header>
            {shell.banner}
            <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-3 py-4 outline-none max-md:pb-24 md:px-6">
              {children}
            </main>
          </div>
        </div>
        <PhoneNav demo={shell.demo} admin={shell.admin} hidden={shell.hidden} />
        <LiveRefresh topics={["tasks", "clock"]} />
        <Toaster />
      </LiveProvider>
    </TooltipProvider>
  );
}

/** The count that is on every screen; a word for those who cannot tell the colour. */
function NeedsPerson({ count, href }: { count: number; href: string }) {
  return (
    <Link
      href={href}
      aria-label={count === 1 ? "1 needs a person" : `${count} need a person`}
      className={cn(
        "flex h-7 items-center gap-1.5 rounded-md px-2 text-sm font-medium whitespace-nowrap pointer-coarse:h-10",
        count > 0 ? "bg-warn-soft text-warn" : "text-ink-muted hover:bg-hover",
      )}
    >
      <HandHelping aria-hidden className="size-4" />
      <span>{count > 999 ? "999+" : count}</span>
      <span className="max-sm:hidden">{count === 1 ? "needs a person" : "need a person"}</span>
    </Link>
  );
}

function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-6 shrink-0">
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path d="M8 6v9.5c0 1.4 1.1 2.5 2.5 2.5H17" fill="none" strokeWidth="2.5" strokeLinecap="round" className="stroke-on-accent" />
      <circle cx="16" cy="8" r="2.25" className="fill-on-accent" />
    </svg>
  );
}
