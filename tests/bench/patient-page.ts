/**
 * A patient page's weight and speed, on a Luma that runs already: gzip bytes of the scripts that a browser loads for it, over the
 * floor that Next brings to every page (`rootMainFiles` of the build's manifest), and the largest contentful paint on a slow phone
 * (4× slower processor, slow 4G), median of five cold loads. Fails above 30 kB or 2.5 s.
 * Run: npm run bench patient-page -- https://…/p/TOKEN [BUILD FOLDER, default .next]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

const TARGET = { bytes: 30 * 1024, lcpMs: 2_500 };
const LOADS = 5;
// What browsers' developer tools call slow 4G.
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };

const [address, build = ".next"] = process.argv.slice(2);
if (!address) {
  console.error("Give the address of a patient page: npm run bench patient-page -- http://localhost:3000/p/TOKEN");
  process.exit(2);
}

/** Name and gzip bytes of each script that the page loads. */
async function scripts(browser: Browser, url: string): Promise<Map<string, number>> {
  const page = await browser.newPage();
  const bodies: Promise<[string, number]>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const name = new URL(response.url()).pathname.replace("/_next/", "");
    bodies.push(response.body().then((body) => [name, gzipSync(body).length]));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const loaded = new Map(await Promise.all(bodies));
  await page.close();
  return loaded;
}

/** Milliseconds to the largest contentful paint of a first visit on a slow phone. */
async function paint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(url, { waitUntil: "networkidle" });
  const lcp = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  await context.close();
  return lcp;
}

const { findBrowser, BROWSER_FLAGS } = (await import("../../scripts/lib/browser.mjs" as string)) as {
  findBrowser: () => Promise<{ path: string }>;
  BROWSER_FLAGS: string[];
};
const browser = await chromium.launch({ executablePath: (await findBrowser()).path, args: BROWSER_FLAGS });
try {
  const manifest = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] };
  const loaded = await scripts(browser, address);
  const sum = (names: Iterable<string>): number => [...names].reduce((total, name) => total + (loaded.get(name) ?? 0), 0);
  const floor = manifest.rootMainFiles.filter((name) => loaded.has(name));
  if (floor.length === 0)
    throw new Error(`The page loads none of the scripts of ${build}: name the build folder that it was started from.`);
  const over = sum(loaded.keys()) - sum(floor);
  const paints: number[] = [];
  for (let i = 0; i < LOADS; i++) paints.push(await paint(browser, address));
  const median = paints.toSorted((a, b) => a - b)[Math.floor(LOADS / 2)]!;
  const whole = (n: number): string => Math.round(n).toLocaleString("en-US");
  console.log(`scripts: ${whole(sum(floor))} B gzip floor, ${whole(over)} B over it (target ${whole(TARGET.bytes)} B)`);
  for (const [name, bytes] of loaded) if (!floor.includes(name)) console.log(`  ${whole(bytes).padStart(7)} B  ${name}`);
  console.log(`largest contentful paint: median ${whole(median)} ms of ${paints.map(whole).join(", ")} (target ${whole(TARGET.lcpMs)} ms)`);
  if (over > TARGET.bytes || median > TARGET.lcpMs) process.exitCode = 1;
} finally {
  await browser.close();
}
