import { sha1 } from "./ids";

type Operand = { kind: "literal"; value: unknown } | { kind: "path"; root: "event" | "async"; keys: string[] };
type Condition = { kind: "eq"; left: Operand; right: Operand } | { kind: "has"; path: Operand & { kind: "path" } };

/** What an expression may read: the triggering event and, in waits and cancels, the arriving one. */
export type Scope = { event: unknown; async?: unknown };

const TOKEN = /\s*(&&|==|\(|\)|\[|\]|\.|-?\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*)/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== "") {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`Unsupported expression: ${text} (only ==, &&, has(), paths and literals)`);
    found.push(match[1] ?? "");
  }
  return found;
}

const unquote = (token: string): string => token.slice(1, -1).replace(/\\(.)/g, "$1");
const isQuoted = (token: string): boolean => token.startsWith('"') || token.startsWith("'");

/** A parser over the token list; conditions joined by && come out as one flat list. */
function parser(text: string) {
  const list = tokens(text);
  let at = 0;
  const fail = (): never => {
    throw new Error(`Unsupported expression: ${text} (only ==, &&, has(), paths and literals)`);
  };
  const take = (expected?: string): string => {
    const token = list[at++] ?? fail();
    return expected !== undefined && token !== expected ? fail() : token;
  };
  const operand = (): Operand => {
    const token = take();
    if (isQuoted(token)) return { kind: "literal", value: unquote(token) };
    if (/^-?\d/.test(token)) return { kind: "literal", value: Number(token) };
    if (token === "true" || token === "false") return { kind: "literal", value: token === "true" };
    if (token === "null") return { kind: "literal", value: null };
    if (token !== "event" && token !== "async") return fail();
    const keys: string[] = [];
    while (list[at] === "." || list[at] === "[") {
      if (take() === ".") keys.push(/^[A-Za-z_]/.test(list[at] ?? "") ? take() : fail());
      else {
        const key = take();
        keys.push(isQuoted(key) ? unquote(key) : /^\d+$/.test(key) ? key : fail());
        take("]");
      }
    }
    return { kind: "path", root: token, keys };
  };
  const condition = (): Condition[] => {
    if (list[at] === "(") {
      take("(");
      const inner = all();
      take(")");
      return inner;
    }
    if (list[at] === "has") {
      take("has");
      take("(");
      const path = operand();
      take(")");
      return path.kind === "path" ? [{ kind: "has", path }] : fail();
    }
    const left = operand();
    take("==");
    return [{ kind: "eq", left, right: operand() }];
  };
  const all = (): Condition[] => {
    const found = condition();
    while (list[at] === "&&") {
      at++;
      found.push(...condition());
    }
    return found;
  };
  const finish = <T>(value: T): T => (at === list.length ? value : fail());
  return { conditions: () => finish(all()), operand: () => finish(operand()) };
}

function lookup(scope: Scope, root: "event" | "async", keys: string[]): unknown {
  let value: unknown = scope[root];
  for (const key of keys) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

const read = (operand: Operand, scope: Scope): unknown =>
  operand.kind === "literal" ? operand.value : (lookup(scope, operand.root, operand.keys) ?? null);

/** Missing keys read as null; objects and lists compare by their JSON. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const holds = (c: Condition, scope: Scope): boolean =>
  c.kind === "has" ? lookup(scope, c.path.root, c.path.keys) !== undefined : same(read(c.left, scope), read(c.right, scope));

/** Throws an Error that names the expression if it is outside the supported language (==, &&, has()). */
export function checkExpression(text: string): void {
  parser(text).conditions();
}

/** Throws if `text` is not a single path or literal, which is what keys are made of. */
export function checkKey(text: string): void {
  parser(text).operand();
}

/** Whether the expression is true in the scope. Throws for unsupported expressions. */
export const evaluate = (text: string, scope: Scope): boolean =>
  parser(text)
    .conditions()
    .every((c) => holds(c, scope));

/** The value of a key expression (a path or literal) as text: equal values give equal texts. */
export const keyValue = (text: string, event: unknown): string => JSON.stringify(read(parser(text).operand(), { event }));

const usesAsync = (o: Operand): boolean => o.kind === "path" && o.root === "async";

/**
 * How waits on an expression are found again: `paths` names what is read from an arriving event, `key` is the hash
 * of the values it must have there, `residual` whatever equality cannot index. `never` = it can match no event.
 */
export type MatchPlan = { paths: string; key: string; residual: string | undefined; never: boolean };

/** Compiles a wait's or cancel's expression for the run started by `event`. No expression matches every event. */
export function planMatch(text: string | undefined, event: unknown): MatchPlan {
  const pairs: [path: string, value: unknown][] = [];
  let residual: string | undefined;
  let never = false;
  for (const c of text ? parser(text).conditions() : []) {
    if (c.kind === "eq" && usesAsync(c.left) !== usesAsync(c.right)) {
      const [asyncSide, other] = usesAsync(c.left) ? [c.left, c.right] : [c.right, c.left];
      if (asyncSide.kind === "path") pairs.push([JSON.stringify(asyncSide.keys), read(other, { event })]);
    } else if (c.kind === "has" ? c.path.root === "async" : usesAsync(c.left)) residual = text;
    else if (!holds(c, { event })) never = true;
  }
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    paths: `[${pairs.map(([path]) => path).join(",")}]`,
    key: sha1(JSON.stringify(pairs.map(([, value]) => value))),
    residual,
    never,
  };
}

/** The key an arriving event has under a plan's `paths`. */
export function matchKey(paths: string, asyncEvent: unknown): string {
  const list = JSON.parse(paths) as string[][];
  return sha1(JSON.stringify(list.map((keys) => lookup({ event: null, async: asyncEvent }, "async", keys) ?? null)));
}
