// A Chromium for the browser tests: CHROME_PATH, the system's, the one inside npm, or (Debian as root) apt's.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { Problem, ROOT, withLock } from "./files.mjs";

/** Flags for a browser in a container or as root, that calls nobody. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
const SYSTEM = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * Path of a Chromium that runs here. Unpacks or installs one where needed.
 * @param {(text: string) => void} [say]
 * @returns {Promise<{ path: string, from: string }>}
 */
export async function findBrowser(say = () => undefined) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (await works(named)) return { path: named, from: "CHROME_PATH" };
    throw new Problem(`CHROME_PATH is ${named}, which does not run.`, "Correct it, or unset it to let Luma look for a browser.");
  }
  const system = await systemBrowser();
  if (system) return { path: system, from: "this system" };
  if (process.platform === "linux" && process.arch === "x64") {
    say("unpacking the browser that came with npm");
    const unpacked = await unpackedBrowser();
    if (await works(unpacked)) return { path: unpacked, from: "npm (@sparticuz/chromium)" };
  }
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0) {
    say("installing chromium with apt-get");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]])
      spawnSync("apt-get", args, { stdio: "ignore", env });
    const installed = await systemBrowser();
    if (installed) return { path: installed, from: "apt-get" };
  }
  throw new Problem("No Chromium was found that runs here.", "Install chromium or Google Chrome, or set CHROME_PATH to one.");
}

async function systemBrowser() {
  const candidates = (process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => SYSTEM.map((name) => path.join(folder, name)));
  candidates.push("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium");
  for (const file of candidates) if (fs.existsSync(file) && (await works(file))) return file;
  return undefined;
}

/** Really opens a page: a browser that lacks a library may still answer to --version. */
async function works(file) {
  const { chromium } = createRequire(path.join(ROOT, "package.json"))("@playwright/test");
  let browser;
  try {
    browser = await chromium.launch({ executablePath: file, args: BROWSER_FLAGS, timeout: 20_000 });
    const page = await browser.newPage();
    await page.goto("data:text/html,<p>luma</p>");
    return (await page.textContent("p")) === "luma";
  } catch {
    return false;
  } finally {
    await browser?.close();
  }
}

/** Unpacks @sparticuz/chromium into our own cache (never the temp folder, where anyone could have put a binary). */
async function unpackedBrowser() {
  const entry = createRequire(path.join(ROOT, "package.json")).resolve("@sparticuz/chromium");
  const bin = path.join(entry.slice(0, entry.lastIndexOf("build")), "bin");
  const cache = path.join(ROOT, ".cache");
  const folder = path.join(cache, "chromium");
  const launcher = path.join(folder, "launch");
  fs.mkdirSync(cache, { recursive: true });
  return withLock(path.join(cache, "chromium.lock"), async () => {
    if (fs.existsSync(launcher)) return launcher;
    const fresh = `${folder}.new`;
    fs.rmSync(fresh, { recursive: true, force: true });
    fs.mkdirSync(fresh, { recursive: true });
    await inflate(path.join(bin, "chromium.br"), path.join(fresh, "chromium"));
    fs.chmodSync(path.join(fresh, "chromium"), 0o755);
    for (const name of ["al2023", "swiftshader", "fonts"]) {
      const archive = path.join(fresh, `${name}.tar`);
      await inflate(path.join(bin, `${name}.tar.br`), archive);
      const into = path.join(fresh, name === "swiftshader" ? "." : name);
      fs.mkdirSync(into, { recursive: true });
      const result = spawnSync("tar", ["-xf", archive, "-C", into], { encoding: "utf8" });
      if (result.status !== 0) throw new Problem(`The browser could not be unpacked: ${result.stderr || result.error}`);
      fs.rmSync(archive);
    }
    // Its libraries come after the system's own; its fonts serve only where the system has none.
    const script = [
      "#!/bin/sh",
      'here=$(dirname "$(readlink -f "$0")")',
      'LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"; export LD_LIBRARY_PATH',
      '[ -e /etc/fonts/fonts.conf ] || { FONTCONFIG_PATH="$(dirname "$(find "$here/fonts" -name fonts.conf | head -n 1)")"; export FONTCONFIG_PATH; }',
      'exec "$here/chromium" "$@"',
      "",
    ].join("\n");
    fs.writeFileSync(path.join(fresh, "launch"), script, { mode: 0o755 });
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
    return launcher;
  });
}

function inflate(from, to) {
  return pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(), fs.createWriteStream(to));
}
