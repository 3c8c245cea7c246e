// The environment is read in one file (lib/env.ts); tools and configuration files read their own.
import { isTest, lineAt, read, sources, withoutComments } from "./source.mjs";

export const name = "the environment is read in lib/env.ts only";

const ALLOWED = ["lib/env.ts"];

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  for (const file of sources(root, ["app", "components", "lib", "db", "inngest", "proxy.ts", "instrumentation.ts"])) {
    if (isTest(file) || ALLOWED.includes(file)) continue;
    const text = withoutComments(read(root, file));
    for (const match of text.matchAll(/\bprocess\.env\b(?!\.(?:NODE_ENV|NEXT_RUNTIME)\b)/g)) {
      problems.push(`${file}:${lineAt(text, match.index)} reads process.env: take it from env() of lib/env.ts`);
    }
  }
  return { problems };
}
