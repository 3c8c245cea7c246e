// What is installed is known not to be weak, may be used, and runs nothing of its own while it is installed ([OPS-08]).
import path from "node:path";
import { readJson } from "../lib/files.mjs";

export const name = "no dependency is known to be weak, and every licence allows its use";

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const lock = readJson(path.join(root, "package-lock.json"));
  const list = readJson(path.join(root, "scripts/checks/advisories.json"));
  if (!lock?.packages || !list?.weak) return { problems: ["package-lock.json or scripts/checks/advisories.json is missing or broken"] };
  const problems = [];
  for (const [where, entry] of Object.entries(lock.packages)) {
    if (!where || entry.link) continue;
    // An alias installs another package than its folder says.
    const one = { where, name: entry.name ?? where.slice(where.lastIndexOf("node_modules/") + "node_modules/".length), ...entry };
    problems.push(...weakness(one, list), ...licence(one, list), ...origin(one, list));
  }
  for (const entry of list.weak)
    if (entry.accepted && !lock.packages[entry.only])
      problems.push(`advisories.json accepts ${entry.only}, which is not installed any more`);
  return { problems };
}

function weakness({ where, name: pack, version }, { weak }) {
  return weak
    .filter((one) => one.package === pack && !atLeast(version, one.below) && (!one.from || atLeast(version, one.from)))
    .filter((one) => !(one.accepted && one.only === where))
    .map((one) => `${where} ${version} is known to be weak (${one.advisory}): take ${one.below} or later`);
}

function licence({ where, name: pack, license }, { licences, licencesByPackage }) {
  if (Object.keys(licencesByPackage).some((known) => pack === known || pack.startsWith(`${known}-`))) return [];
  const parts = (license ?? "").replaceAll(/[()]/g, "").split(/ AND /);
  const fine = parts.every((part) => part.split(" OR ").some((choice) => licences.includes(choice.trim())));
  return fine ? [] : [`${where}: the licence "${license ?? "none"}" is not on the list of scripts/checks/advisories.json`];
}

function origin({ where, name: pack, integrity, resolved, hasInstallScript }, { installScripts }) {
  const problems = [];
  if (!integrity?.startsWith("sha512-")) problems.push(`${where} has no SHA-512 integrity`);
  if (resolved && !resolved.startsWith("https://registry.npmjs.org/"))
    problems.push(`${where} comes from ${resolved}, not from the registry`);
  if (hasInstallScript && !installScripts.some((known) => pack === known || (known.endsWith("/") && pack.startsWith(known))))
    problems.push(`${where} runs a script when it is installed`);
  return problems;
}

/** Compares by the three numbers; a pre-release counts as its version. */
function atLeast(version, other) {
  const [a, b] = [version, other].map((text) => text.split("-")[0].split(".").map(Number));
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] > b[i];
  return true;
}
