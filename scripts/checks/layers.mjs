// Dependencies point one way: app → components → lib → db; inngest/functions → lib; inngest/engine knows no product.
import { importsOf, read, sources } from "./source.mjs";

/** folder → what it may not import (prefixes from the root). */
const FORBIDDEN = {
  db: ["lib/", "components/", "app/", "inngest/"],
  lib: ["components/", "app/", "inngest/"],
  components: ["db/", "app/", "inngest/"],
  "inngest/functions": ["components/", "app/", "db/"],
  "inngest/engine": ["lib/", "components/", "app/", "db/", "inngest/functions/", "inngest/client", "inngest/events"],
  app: ["db/", "inngest/engine"],
};

/** `from` may import `to` although the table above says no, and why. */
const ALLOWED = [
  { from: /^db\/client\.ts$/, to: /^lib\/env$/, why: "the environment is read in one file" },
  { from: /^lib\//, to: /^inngest\/(events|client)$/, why: "verbs name the events they write to the outbox" },
  { from: /^db\/seed\//, to: /^lib\//, why: "the demo clinic is made through the product's own verbs" },
  { from: /^(app|components)\/.*\.test\.tsx?$/, to: /^db\//, why: "a test looks at the rows" },
];

export const name = "dependencies point one way";

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  for (const [folder, forbidden] of Object.entries(FORBIDDEN)) {
    for (const file of sources(root, [folder])) {
      for (const target of importsOf(file, read(root, file))) {
        const broken = forbidden.find((prefix) => target === prefix.replace(/\/$/, "") || target.startsWith(prefix));
        if (broken && !ALLOWED.some((rule) => rule.from.test(file) && rule.to.test(target))) {
          problems.push(`${file} imports ${target}: ${folder} may not know ${broken}`);
        }
      }
    }
  }
  return { problems };
}
