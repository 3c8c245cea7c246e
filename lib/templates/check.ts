import { MAX_TEMPLATE_CHARACTERS, namesIn, parseTemplate } from "./engine";
import { expandPartials, type Partials } from "./partials";
import { findSquiggly, SQUIGGLIES } from "./squigglies";
import type { CheckedChannel, TemplateScope } from "./types";

/** `line` and `col` are 1-based in the source as written. */
export type TemplateError = { message: string; line: number; col: number; squiggly?: string };

export type TemplateCheck = {
  errors: TemplateError[];
  /** Squigglies the template uses, each once, in order. */
  used: string[];
};

export type CheckOptions = {
  scope: TemplateScope;
  channel: CheckedChannel;
  /** An e-mail's subject may name the practice and nothing about the patient or the visit. Default `body`. */
  part?: "subject" | "body";
  partials?: Partials;
};

/**
 * What is wrong with a template, in words for the person who writes it [TPL-05]: syntax, unknown names, names that the
 * trigger or the channel does not have, circles of blocks, and "reply CANCEL" [CON-11]. Saving is refused unless `errors` is empty.
 */
export function checkTemplate(source: string, options: CheckOptions): TemplateCheck {
  if (source.length > MAX_TEMPLATE_CHARACTERS)
    return { errors: [{ message: `A template has at most ${MAX_TEMPLATE_CHARACTERS} characters.`, line: 1, col: 1 }], used: [] };
  const expanded = expandPartials(source, options.partials);
  const errors = [...singleBraces(source), ...cancelPrompts(source, expanded.ok ? expanded.source : source)];
  if (!expanded.ok) return { errors: [...errors, { message: expanded.message, ...positionOf(source, expanded.index) }], used: [] };

  const syntax = syntaxError(source, expanded.source);
  if (syntax) return { errors: [...errors, syntax], used: [] };

  const used = new Set<string>();
  const told = new Set<string>();
  const inSource = expanded.used.length === 0;
  for (const use of namesIn(expanded.source)) {
    used.add(use.name);
    const message = use.path === use.name ? problemWith(use.name, options) : `"${use.path}" is no squiggly: names have no parts.`;
    if (message === undefined || told.has(use.name)) continue;
    told.add(use.name);
    const at = inSource ? { line: use.line, col: use.col } : positionOf(source, Math.max(0, source.indexOf(use.name)));
    errors.push({ message, ...at, squiggly: use.name });
  }
  return { errors, used: [...used] };
}

function problemWith(name: string, { scope, channel, part = "body" }: CheckOptions): string | undefined {
  const squiggly = findSquiggly(name);
  if (!squiggly) {
    const close = closest(name);
    return close ? `There is no squiggly "${name}". Did you mean "${close}"?` : `There is no squiggly "${name}".`;
  }
  if (!squiggly.scopes.includes(scope)) return `"${name}" is not known when this message is sent.`;
  if (channel === "secure") return undefined;
  if (squiggly.secureOnly) return `"${name}" may only stand in secure messages, not in ${SPOKEN_CHANNEL[channel]}.`;
  if (squiggly.channels?.includes(channel) === false) return `"${name}" cannot be used in ${SPOKEN_CHANNEL[channel]}.`;
  if (part === "subject" && squiggly.group !== "organization")
    return `A subject can be read by anyone who sees the inbox: "${name}" may not stand in it.`;
  return undefined;
}

const SPOKEN_CHANNEL = { sms: "a text message", voice: "a call", email: "an e-mail" } as const;

function syntaxError(written: string, expanded: string): TemplateError | undefined {
  try {
    parseTemplate(expanded, "none");
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const at = /, line:(\d+), col:(\d+)\s*$/.exec(error.message);
    const reason = friendly(error.message.replace(/, line:\d+, col:\d+\s*$/, ""));
    const position = written === expanded && at ? { line: Number(at[1]), col: Number(at[2]) } : { line: 1, col: 1 };
    return { message: reason, ...position };
  }
}

function friendly(message: string): string {
  const tag = /^tag "(.+)" not found$/.exec(message);
  if (tag) return `"{% ${tag[1]} %}" cannot be used in a template.`;
  const filter = /^undefined filter: (.+)$/.exec(message);
  if (filter) return `There is no filter "${filter[1]}". Filters are default, truncate, upcase, downcase, titlecase, phone and spoken.`;
  if (message.endsWith(" not closed")) return `Something is not closed: ${message.replace(/ not closed$/, "")}.`;
  return `This is not understood: ${message}.`;
}

/** `{patientFirstName}` would be sent as it is. */
function singleBraces(source: string): TemplateError[] {
  return [...source.matchAll(/(?<!\{)\{\s*([A-Za-z]+)\s*\}(?!\})/g)]
    .filter((match) => findSquiggly(match[1] ?? ""))
    .map((match) => ({ message: `Write {{ ${match[1]} }} with two braces.`, ...positionOf(source, match.index), squiggly: match[1] }));
}

const VERBS =
  "reply replying respond answer text txt send type write responda responde respondan conteste contesta envíe envía envie envia escriba escribe mande manda".split(
    " ",
  );
const ASK = `(?:${VERBS.join("|")})`;
/** The same for patterns in which CANCEL has to be in capitals. */
const ASK_ANY_CASE = `(?:${VERBS.flatMap((verb) => [verb, verb.charAt(0).toUpperCase() + verb.slice(1), verb.toUpperCase()]).join("|")})`;
const JOINT = String.raw`(?:[\s:"'“”‘’*«»(]|\b(?:back|with|the|word|by|con|la|palabra)\b)*`;
/** "Reply CANCEL", "text the word 'cancel'". */
const DIRECT = new RegExp(String.raw`\b${ASK}\b${JOINT}\bcancel(?:ar)?\b`, "giu");
/** "Reply YES to confirm or CANCEL to cancel": the word in capitals as an answer of its own, not "N to CANCEL". */
const LISTED = new RegExp(String.raw`\b${ASK_ANY_CASE}\b[^.!?\n]{0,120}?(?<!\bto\s)(?<!\bpara\s)(?<!(?:NOT|NO)\s)\bCANCEL(?:AR)?\b`, "gu");
const SHORT = /\bCANCEL(?:AR)?\s*(?:=|to\s|para\s)/gu;

/** CANCEL is an opt-out word at every carrier and by law: a prompt for it would switch texts off instead. */
function cancelPrompts(written: string, source: string): TemplateError[] {
  const found = [DIRECT, LISTED, SHORT].flatMap((pattern) => [...source.matchAll(pattern)]);
  const first = found.sort((a, b) => a.index - b.index)[0];
  if (!first) return [];
  return [
    {
      message: 'Do not ask for the answer CANCEL: carriers take it as "stop all texts". Ask for N instead.',
      ...(written === source ? positionOf(source, first.index) : { line: 1, col: 1 }),
    },
  ];
}

function positionOf(source: string, index: number): { line: number; col: number } {
  const before = source.slice(0, index).split("\n");
  return { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 };
}

/** The registered name that is at most three edits away. */
function closest(name: string): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const squiggly of SQUIGGLIES) {
    const distance = editDistance(name.toLowerCase(), squiggly.name.toLowerCase());
    if (!best || distance < best.distance) best = { name: squiggly.name, distance };
  }
  return best && best.distance <= 3 ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
