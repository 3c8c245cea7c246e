export type Partials = Readonly<Record<string, string>>;

const RENDER = /\{%-?\s*render\s+(['"])([^'"]*)\1\s*-?%\}/g;

/** Blocks in blocks multiply: what a text may come to with all of them. */
const MAX_USES = 200;
const MAX_EXPANDED = 40_000;

export type Expanded = { ok: true; source: string; used: string[] } | { ok: false; message: string; partial: string; index: number };

/**
 * Puts shared blocks in: `{% render 'name' %}` becomes the block's source, which sees the same squigglies.
 * An unknown block and a circle are refused; `index` is where the outermost `render` stands.
 */
export function expandPartials(source: string, partials: Partials = {}): Expanded {
  if (!source.includes("render")) return { ok: true, source, used: [] };
  const used = new Set<string>();
  let failure: Extract<Expanded, { ok: false }> | undefined;
  let uses = 0;
  let length = source.length;
  const expand = (text: string, path: readonly string[], outer: number | undefined): string =>
    text.replace(RENDER, (_tag, _quote: string, name: string, index: number) => {
      if (failure) return "";
      const at = outer ?? index;
      const block = Object.hasOwn(partials, name) ? partials[name] : undefined;
      if (path.includes(name))
        failure ??= {
          ok: false,
          message: `The block "${name}" contains itself: ${[...path, name].join(" → ")}.`,
          partial: name,
          index: at,
        };
      else if (block === undefined) failure ??= { ok: false, message: `There is no block named "${name}".`, partial: name, index: at };
      else {
        used.add(name);
        length += block.length;
        if (++uses > MAX_USES || length > MAX_EXPANDED) {
          failure = { ok: false, message: "With its blocks the text is too long.", partial: name, index: at };
          return "";
        }
        return expand(block, [...path, name], at);
      }
      return "";
    });
  const expanded = expand(source, [], undefined);
  return failure ?? { ok: true, source: expanded, used: [...used] };
}
