"use client";

import { KeyRound, LogOut } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { announceEnd } from "@/components/auth/session-channel";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { parseTheme, THEMES, type Theme } from "@/components/theme/theme";
import { setTheme, useTheme } from "@/components/theme/use-theme";
import type { ShellUser } from "./types";

export const THEME_WORDS: Record<Theme, string> = { system: "Like this device", light: "Light", dark: "Dark" };

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => Array.from(word ?? "")[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/** Who is signed in, how it looks, and the way out. */
export function UserMenu({ user, organization, signOut }: { user: ShellUser; organization: string; signOut: () => Promise<void> }) {
  const theme = useTheme();
  const [leaving, startTransition] = useTransition();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Your menu, ${user.name}`}
        className="flex size-8 items-center justify-center rounded-full border border-line-strong/60 bg-sunken text-xs font-medium pointer-coarse:size-10"
      >
        {initials(user.name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-64">
        <div className="px-2 py-1.5">
          <p className="wrap-long font-medium">{user.name}</p>
          <p className="wrap-long text-sm text-ink-muted">{user.email}</p>
          <p className="wrap-long text-sm text-ink-muted">
            {user.role} at {organization}
          </p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/account">
            <KeyRound aria-hidden />
            Your account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Light or dark</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(parseTheme(value))}>
          {THEMES.map((value) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
              {THEME_WORDS[value]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          disabled={leaving}
          onSelect={(event) => {
            event.preventDefault();
            startTransition(async () => {
              announceEnd("ended");
              await signOut();
            });
          }}
        >
          <LogOut aria-hidden />
          {leaving ? "Signing out…" : "Sign out"}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
