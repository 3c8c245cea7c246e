"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { sealSearch } from "./actions";
import { isTyping } from "./typing";

const PAUSE_MS = 250;

type Props = {
  label: string;
  /** The words searched for. */
  value: string;
  /** Gets the words sealed, as they may stand in an address; "" for none. */
  onChange: (find: string) => void;
};

/** Searches while one types, after a short pause. `/` goes to it from anywhere on the page. */
export function SearchBox({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const [lastValue, setLastValue] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);

  // The address changed by other means (back button, "clear all"): follow it.
  if (value !== lastValue) {
    setLastValue(value);
    if (value !== text.trim()) setText(value);
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      clearTimeout(timer.current);
    };
  }, []);

  const search = async (words: string) => {
    const turn = (latest.current += 1);
    const sealed = words.trim() ? await sealSearch({ words }).catch(() => undefined) : undefined;
    // An answer that comes after the next key would take the words back.
    if (turn !== latest.current || (sealed && !sealed.ok)) return;
    onChange(sealed?.data.find ?? "");
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void search(next), PAUSE_MS);
  };

  return (
    <span className="relative block w-full sm:w-64">
      <Search aria-hidden className="pointer-events-none absolute start-2 top-1/2 size-4 -translate-y-1/2 text-ink-muted" />
      <Input
        ref={box}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={text}
        onChange={(e) => type(e.target.value)}
        className="ps-8"
      />
    </span>
  );
}
