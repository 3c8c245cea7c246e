"use client";

import { useEffect, useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from "react";
import { rowMove } from "./row-keys";
import { isTyping } from "./typing";

export type RowFocus = { tabIndex: 0 | -1; attach: (element: HTMLTableRowElement | null) => void; onFocus: () => void };

type Options = { count: number; onSelect?: (index: number) => void; onClear: () => void };

/** One row at a time is a tab stop; keys move between rows (see `rowMove`). j and k also enter the list from the page. */
export function useRowFocus({ count, onSelect, onClear }: Options): {
  row: (index: number) => RowFocus;
  onKeyDown: (event: ReactKeyboardEvent) => void;
} {
  const [active, setActive] = useState(0);
  const elements = useRef(new Map<number, HTMLTableRowElement>());
  const index = Math.min(active, Math.max(0, count - 1));

  const focusRow = (to: number) => {
    setActive(to);
    const row = elements.current.get(to);
    const target = row?.querySelector<HTMLElement>("a[data-row-link]") ?? row?.querySelector<HTMLElement>("button, input");
    target?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };

  const onKeyDown = (event: ReactKeyboardEvent) => {
    const move = rowMove(event.key, event.ctrlKey || event.metaKey || event.altKey, index, count);
    if (!move) return;
    if (move.kind === "to") {
      event.preventDefault();
      focusRow(move.index);
    } else if (move.kind === "clear") onClear();
    else onSelect?.(index);
  };

  const enter = useRef(() => {});
  useEffect(() => {
    enter.current = () => focusRow(index);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu]") || document.activeElement?.closest("tbody"))
        return;
      enter.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return {
    onKeyDown,
    row: (at) => ({
      tabIndex: at === index ? 0 : -1,
      attach: (element) => {
        if (element) elements.current.set(at, element);
        else elements.current.delete(at);
      },
      onFocus: () => setActive(at),
    }),
  };
}
