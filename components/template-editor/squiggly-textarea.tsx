"use client";

// A list of completions has no element of its own: a select or datalist cannot stand below a text area and follow its caret.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { Braces } from "lucide-react";
import { useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { FieldControl } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/input";
import { choicesFor, complete, openingAt, type Opening, type SquigglyChoice } from "./completion";

type Props = {
  control: FieldControl;
  value: string;
  onChange: (value: string) => void;
  squigglies: readonly SquigglyChoice[];
  /** Shared blocks that may be put in ([TPL-02]). */
  blocks?: readonly string[];
  rows: number;
  language: string;
};

/** [TPL-05] A text field in which `{{` opens the list of squigglies. Arrow keys choose, Enter or Tab inserts, Escape closes. */
export function SquigglyTextarea({ control, value, onChange, squigglies, blocks = [], rows, language }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [opening, setOpening] = useState<Opening>();
  const [active, setActive] = useState(0);
  const listId = useId();
  const choices = useMemo(() => (opening ? choicesFor(opening.query, squigglies) : []), [opening, squigglies]);
  const open = choices.length > 0;
  const look = (): void => {
    const element = field.current;
    const found = element && element.selectionStart === element.selectionEnd ? openingAt(element.value, element.selectionStart) : undefined;
    if (found?.query !== opening?.query || found?.start !== opening?.start) setActive(0);
    setOpening(found);
  };
  /** Writes the text and puts the caret where it belongs once the field shows it. */
  const write = (text: string, caret: number, then?: () => void): void => {
    onChange(text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
      then?.();
    });
  };
  const pick = (name: string): void => {
    if (!opening) return;
    const done = complete(value, opening, name);
    setOpening(undefined);
    write(done.text, done.caret);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === "ArrowDown") setActive((active + 1) % choices.length);
    else if (event.key === "ArrowUp") setActive((active + choices.length - 1) % choices.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(choices[active]!.name);
    else if (event.key === "Escape") setOpening(undefined);
    else return;
    event.preventDefault();
  };
  const begin = (): void => {
    const caret = field.current?.selectionStart ?? value.length;
    write(`${value.slice(0, caret)}{{ ${value.slice(caret)}`, caret + 3, look);
  };
  return (
    <div className="flex flex-col gap-1">
      <Textarea
        {...control}
        ref={field}
        rows={rows}
        lang={language}
        dir="auto"
        spellCheck
        value={value}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          look();
        }}
        onClick={look}
        onKeyUp={(event) => (event.key.startsWith("Arrow") && !open ? look() : undefined)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpening(undefined)}
        className="resize-y"
      />
      {open ? (
        <div id={listId} role="listbox" aria-label="Squigglies" className="rounded-md border border-line bg-raised p-1 shadow-raised">
          {choices.map((choice, index) => (
            // The field keeps the focus; keys are handled there.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={choice.name}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(choice.name)}
              className={cn("flex cursor-pointer flex-wrap gap-x-3 rounded-sm px-2 py-1", index === active && "bg-accent-soft")}
            >
              <span className="font-mono text-sm">{choice.name}</span>
              <span className="text-sm text-ink-muted">
                {choice.label}, e.g. {choice.example}
              </span>
            </div>
          ))}
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="sm" onClick={begin}>
          <Braces aria-hidden /> Insert a squiggly
        </Button>
        {blocks.length > 0 ? (
          <NativeSelect
            aria-label="Insert a shared block"
            className="h-7 w-auto text-sm"
            value=""
            onChange={(event) => {
              const caret = field.current?.selectionStart ?? value.length;
              const tag = `{% render '${event.target.value}' %}`;
              write(`${value.slice(0, caret)}${tag}${value.slice(caret)}`, caret + tag.length);
            }}
          >
            <option value="">Insert a shared block</option>
            {blocks.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </NativeSelect>
        ) : null}
        <output className="text-sm text-ink-muted">
          {open
            ? `${choices.length} ${choices.length === 1 ? "squiggly fits" : "squigglies fit"}: arrow keys and Enter.`
            : "Or type {{ in the text."}
        </output>
      </div>
    </div>
  );
}
