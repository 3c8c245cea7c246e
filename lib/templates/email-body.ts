import { escapeHtml, LINK_FILTER } from "./engine";

/**
 * The body of an e-mail is written as plain text: an empty line parts paragraphs, `[words](address)` is a link, and a
 * link on a line of its own is a button, the first of them the main one. It is compiled *before* values are put in, so that no value can become markup.
 */
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const LINK = /\[([^\][\n]+)\]\(([^()\s]+)\)/g;

/** Private-use characters stand for Liquid while the text around it is escaped. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const HELD = /\uE000(\d+)\uE001/g;

/** Liquid source of the HTML part (without layout). */
export function htmlSource(body: string): string {
  const liquid: string[] = [];
  const held = body.replace(/[\uE000\uE001]/g, "").replace(LIQUID, (tag) => `${OPEN}${liquid.push(tag) - 1}${CLOSE}`);
  const isTag = (index: string) => liquid[Number(index)]?.startsWith("{%") === true;
  const withoutTags = (text: string) => text.replace(HELD, (mark, index: string) => (isTag(index) ? "" : mark));

  const link = (label: string, address: string, style: string) => {
    const target = linkTarget(address, liquid);
    return target === undefined ? undefined : `<a ${style}href="${target}">${label}</a>`;
  };
  const inline = (text: string) => escapeHtml(text).replace(LINK, (all, label: string, address: string) => link(label, address, "") ?? all);

  let buttonsSoFar = 0;
  const buttonStyle = () => (buttonsSoFar++ === 0 ? 'class="button" ' : 'class="button other" ');

  const blocks = held.split(/\r?\n[ \t]*\r?\n/).map((block) => {
    const lines = block.trim().split(/\r?\n/);
    const plain = withoutTags(block).trim();
    if (plain === "") return block.trim();
    const buttonsOnly = plain.split(/\r?\n/).every((line) => line.trim() === "" || /^\[[^\][\n]+\]\([^()\s]+\)$/.test(line.trim()));
    if (!buttonsOnly) return `<p>${lines.map(inline).join("<br>")}</p>`;
    const buttons = lines.map((line) =>
      escapeHtml(line).replace(LINK, (all, label: string, address: string) => link(label, address, buttonStyle()) ?? all),
    );
    return `<p class="buttons">${buttons.join(" ")}</p>`;
  });
  return blocks
    .filter(Boolean)
    .join("\n")
    .replace(HELD, (_, index: string) => liquid[Number(index)] ?? "");
}

/** Liquid source of the plain-text part. */
export function textSource(body: string): string {
  const liquid: string[] = [];
  const held = body.replace(/[\uE000\uE001]/g, "").replace(LIQUID, (tag) => `${OPEN}${liquid.push(tag) - 1}${CLOSE}`);
  return held.replace(LINK, "$1: $2").replace(HELD, (_, index: string) => liquid[Number(index)] ?? "");
}

/** An escaped address: written out (web, mail, telephone) or one output tag, which is then checked when it is rendered. */
function linkTarget(address: string, liquid: readonly string[]): string | undefined {
  if (/^(https?:\/\/|mailto:|tel:)/i.test(address)) return address;
  const mark = /^\uE000(\d+)\uE001$/.exec(address);
  const index = Number(mark?.[1] ?? -1);
  const output = /^\{\{-?([\s\S]*?)-?\}\}$/.exec(liquid[index] ?? "");
  return output?.[1] === undefined ? undefined : `{{ ${output[1].trim()} | ${LINK_FILTER} }}`;
}
