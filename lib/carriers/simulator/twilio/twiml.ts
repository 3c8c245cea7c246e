/** Reads the TwiML that the product answers with: elements, attributes and text, nothing more of XML. */

export type Verb = { name: string; attributes: Record<string, string>; text: string; children: Verb[] };

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g))
    if (name) found[name] = decode(double ?? single ?? "");
  return found;
}

/** The verbs inside `<Response>`; undefined where the document is not well formed (Twilio's error 12100). */
export function readTwiml(xml: string): Verb[] | undefined {
  const root: Verb = { name: "", attributes: {}, text: "", children: [] };
  const open = [root];
  const text = xml.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, "");
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    const current = open.at(-1);
    if (!match || !current) return undefined;
    at = token.lastIndex;
    const [, closing, name = "", attributes = "", empty, characters] = match;
    if (characters !== undefined) current.text += decode(characters);
    else if (closing) {
      if (open.length < 2 || current.name !== name) return undefined;
      open.pop();
    } else {
      const verb: Verb = { name, attributes: attributesOf(attributes), text: "", children: [] };
      current.children.push(verb);
      if (!empty) open.push(verb);
    }
  }
  const [response, ...more] = root.children;
  return open.length === 1 && more.length === 0 && response?.name === "Response" ? response.children : undefined;
}
