import { Liquid, type Template } from "liquidjs";
import { OWN_FILTERS, safeUrl } from "./filters";

/** Templates are written by admins of a clinic and rendered with patients' data: everything that is not needed is off. */
const FILTERS = ["default", "truncate", "upcase", "downcase"];
const TAGS = ["if", "unless", "case", "assign", "capture", "comment", "#"];

export const MAX_TEMPLATE_CHARACTERS = 20_000;

/** No message is longer; a text that repeats a value without end is. */
const MAX_RENDERED = 100_000;

/** Used by the e-mail compiler around link targets; not a name that a template may write. */
export const LINK_FILTER = "safe_link_target";

export type Escaping = "none" | "html";

function createEngine(escaping: Escaping): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    // An unset value is allowed as the condition of `if` and before `default`, nowhere else.
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: MAX_TEMPLATE_CHARACTERS * 4,
    renderLimit: 1_000,
    memoryLimit: 1_000_000,
    ...(escaping === "html" && { outputEscape: (value: unknown) => escapeHtml(String(value)) }),
  });
  for (const name of Object.keys(engine.filters)) if (!FILTERS.includes(name)) engine.unregisterFilter(name);
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) delete engine.tags[name];
  for (const [name, filter] of Object.entries(OWN_FILTERS)) engine.registerFilter(name, filter);
  engine.registerFilter(LINK_FILTER, (value: unknown) => safeUrl(String(value)));
  return engine;
}

const ENGINES = { none: createEngine("none"), html: createEngine("html") } as const;

/** Parsed templates by source, per engine; the oldest goes when it is full. */
const MAX_CACHED = 5_000;
const parsed = { none: new Map<string, Template[]>(), html: new Map<string, Template[]>() } as const;

/** Parses (once per source). Throws liquidjs' TokenizationError or ParseError. */
export function parseTemplate(source: string, escaping: Escaping): Template[] {
  const cache = parsed[escaping];
  let template = cache.get(source);
  if (!template) {
    template = ENGINES[escaping].parse(source);
    if (cache.size >= MAX_CACHED)
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    cache.set(source, template);
  }
  return template;
}

export type Rendered = { ok: true; text: string } | { ok: false; missing: string[]; error?: string };

/**
 * Renders with plain string values. A name without a value (or with an empty one) that the template prints without
 * `| default:` is reported in `missing`, all of them at once. Values are data: they are never parsed as Liquid.
 */
export function renderParsed(source: string, escaping: Escaping, values: Readonly<Record<string, string | undefined>>): Rendered {
  const scope: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value.trim() !== "") scope[name] = value;
  }
  const missing: string[] = [];
  for (;;) {
    try {
      const text: unknown = ENGINES[escaping].renderSync(parseTemplate(source, escaping), scope);
      if (missing.length > 0) return { ok: false, missing };
      const said = String(text);
      return said.length > MAX_RENDERED ? { ok: false, missing, error: "The message is too long." } : { ok: true, text: said };
    } catch (error) {
      const name = undefinedName(error);
      // A name that is still undefined after it was given a value is a nested path: no such names exist.
      if (name === undefined || name in scope) return { ok: false, missing, error: error instanceof Error ? error.message : String(error) };
      missing.push(name);
      scope[name] = "?";
    }
  }
}

function undefinedName(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "UndefinedVariableError" || !("originalError" in error)) return undefined;
  const cause = error.originalError;
  return typeof cause === "object" && cause !== null && "variableName" in cause && typeof cause.variableName === "string"
    ? cause.variableName
    : undefined;
}

/** Every name that the template takes from outside, with where it first stands (1-based). Throws on bad syntax. */
export function namesIn(source: string): { name: string; path: string; line: number; col: number }[] {
  const { globals } = ENGINES.none.parseAndAnalyzeSync(source);
  return Object.values(globals).flatMap((uses) =>
    uses.map((use) => ({ name: String(use.segments[0]), path: use.toString(), line: use.location.row, col: use.location.col })),
  );
}

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
