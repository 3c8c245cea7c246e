// Server actions are wrappers: each export of an actions.ts is built by staffAction or patientAction; where nobody is signed in
// yet (sign-in and public pages), by publicAction; those of the platform's operators by operatorAction; staff actions that run outside
// of a transaction, since they check a password or ask another server, by ownAction.
import { read, sources, withoutComments } from "./source.mjs";

export const name = "server actions are built by staffAction or patientAction";

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  for (const file of sources(root, ["app", "components"]).filter((one) => /(^|\/)actions\.tsx?$/.test(one))) {
    const text = withoutComments(read(root, file));
    for (const match of text.matchAll(/^export\s+(?!type\b|interface\b)(.*)$/gm)) {
      const rest = text.slice(match.index + match[0].indexOf(match[1]));
      const exported = match[1].slice(0, 60).trim();
      const builder = /^const\s+\w+\s*(?::[^=]+)?=\s*(?:await\s+)?(\w+)\b/.exec(rest)?.[1];
      if (builder === "publicAction" && /^app\/\((auth|public|operator)\)\//.test(file)) continue;
      if (builder === "operatorAction" && file.startsWith("app/(operator)/")) continue;
      if (builder === "ownAction" && file.startsWith("app/(staff)/")) continue;
      if (builder !== "staffAction" && builder !== "patientAction")
        problems.push(`${file}: "${exported}" is not built by staffAction or patientAction`);
    }
  }
  // A "use server" elsewhere would make an unguarded endpoint.
  for (const file of sources(root, ["app", "components", "lib"])) {
    const directive = /^\s*["']use server["'];?/m.test(withoutComments(read(root, file)));
    if (directive && !/(^|\/)actions\.tsx?$/.test(file)) problems.push(`${file} has "use server": actions live in actions.ts`);
  }
  return { problems };
}
