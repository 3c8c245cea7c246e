// `npm start` (and `npm run dev`): from a fresh checkout to a running Luma; Ctrl-C ends everything.
import path from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { demoSecrets, givenEnvironment } from "./lib/environment.mjs";
import { makeFolder, Problem, ROOT } from "./lib/files.mjs";
import { checkNode, ensureInstalled } from "./lib/install.mjs";
import { databaseVariables, DATABASE, dataRoot, startLocalDatabase } from "./lib/local-database.mjs";
import { stopPostgres } from "./lib/pg.mjs";
import { prepareDatabase } from "./lib/prepare-database.mjs";
import { anyFreePort, freePortFrom, isPortFree } from "./lib/ports.mjs";
import { ensurePrograms, fromSource } from "./lib/programs.mjs";
import { ROLES } from "./lib/roles.mjs";
import { endAllGroups } from "./lib/run.mjs";
import { claimDataFolder, forgetRunning, writeRunning } from "./lib/running.mjs";
import { bold, dim, duration, line, printProblem, step } from "./lib/say.mjs";
import { Supervisor } from "./lib/supervisor.mjs";

const DEV = process.argv.includes("--dev");
const began = performance.now();
const given = givenEnvironment();
const root = dataRoot(given);
const next = path.join(ROOT, "node_modules/next/dist/bin/next");
const own = !given.DATABASE_URL;

let supervisor;
let ending;
let watching;

async function main() {
  line(bold(DEV ? "Luma, for development" : "Luma"));
  checkNode();
  makeFolder(root);
  const leftovers = await claimDataFolder(root);
  if (leftovers > 0) line(dim(`  ended ${leftovers} processes that a killed Luma had left running`));
  await step("packages", async (note) => ({ text: (await ensureInstalled(note)) ? "installed" : "in place" }));
  const [server, programs] = await Promise.all([own ? step("database", startDatabase) : undefined, findPrograms()]);
  const distDir = given.LUMA_DIST_DIR || ".next";
  const first = environment(server, await choosePorts());
  const [facts] = await Promise.all([prepareDatabase(first, programs.prepare), DEV ? undefined : build(distDir, first)]);
  if (server) watchDatabase(server);
  announce(await runSomewhere(server, distDir, facts, programs), facts);
}

async function startDatabase() {
  const server = await startLocalDatabase(given);
  return { value: server, text: `embedded Postgres ${server.adopted ? "was running" : "started"} on port ${server.port}` };
}

/** For development the programs run from their sources, as they are edited. */
async function findPrograms() {
  if (DEV) return { prepare: fromSource("prepare"), worker: fromSource("worker"), simulator: fromSource("simulator") };
  return step("programs", async () => {
    const { commands, fresh } = await ensurePrograms();
    return { value: commands, text: fresh ? "bundled" : "unchanged" };
  });
}

/** The web port is 3000 or the next free one; a port asked for by PORT must be free. */
async function choosePorts() {
  const asked = given.PORT ? Number(given.PORT) : undefined;
  if (asked !== undefined && !(Number.isInteger(asked) && asked > 0 && asked < 65_536))
    throw new Problem(`PORT is "${given.PORT}", which is no port number.`);
  if (asked !== undefined && !(await isPortFree(asked))) {
    throw new Problem(
      `Port ${asked} is taken by another program.`,
      "Stop that program, set PORT to a free port, or leave PORT out to take the next free one from 3000.",
    );
  }
  const web = asked ?? (await freePortFrom(3000));
  return { web, simulator: await anyFreePort() };
}

/** What every process gets: the given environment first, then what a demo needs. */
function environment(server, ports) {
  const address = given.APP_URL || `http://localhost:${ports.web}`;
  const local = server
    ? {
        ...databaseVariables(server),
        DATABASE_OWNER_URL: server.superUrl(DATABASE),
        SIMULATOR_DATABASE_URL: server.roleUrl(ROLES.sim, DATABASE),
        ...demoSecrets(root),
      }
    : { DATABASE_OWNER_URL: given.DATABASE_URL, SIMULATOR_DATABASE_URL: given.DATABASE_OWNER_URL || given.DATABASE_URL };
  const hasKeys = given.TWILIO_AUTH_TOKEN || given.TWILIO_ACCOUNT_SID || given.RESEND_API_KEY;
  const simulated = given.LUMA_MODE !== "live" && !hasKeys ? { SIMULATOR_URL: `http://127.0.0.1:${ports.simulator}` } : {};
  return {
    ...local,
    ...simulated,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")),
    APP_URL: address,
    NEXTAUTH_URL: address,
    PORT: String(ports.web),
    NODE_ENV: DEV ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function build(distDir, env) {
  return step("build", async (note) => {
    const made = await ensureBuilt({ distDir, env, logFile: path.join(root, "logs/build.log"), say: note });
    return { text: made ? "built" : "unchanged" };
  });
}

/** A build takes a minute: the ports that were free before may be taken by now, so they are chosen again, and again if lost. */
async function runSomewhere(server, distDir, facts, programs) {
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts();
    if (ports.web !== 3000 && !given.PORT) line(dim(`  port 3000 is taken by another program: using ${ports.web}`));
    const env = environment(server, ports);
    try {
      await run(env, ports, distDir, facts, programs);
      return env;
    } catch (error) {
      await supervisor.stop();
      if (given.PORT || attempt === 5 || !/EADDRINUSE/.test(error.message)) throw error;
    }
  }
}

async function run(env, ports, distDir, { mode, engine }, programs) {
  supervisor = new Supervisor(path.join(root, "logs"), () =>
    writeRunning(root, { address: env.APP_URL, simulator: env.SIMULATOR_URL, children: supervisor.pids }),
  );
  const host = given.HOST || "127.0.0.1";
  const { DATABASE_OWNER_URL, SIMULATOR_DATABASE_URL, ...product } = env;
  const processes = {
    web: {
      command: [process.execPath, next, DEV ? "dev" : "start", "-p", String(ports.web), "-H", host],
      env: { ...product, LUMA_DIST_DIR: distDir },
      ready: /✓ Ready in/,
      quiet: !DEV,
    },
    ...(engine === "embedded" && { worker: { command: programs.worker, env: product, ready: /worker ready/i } }),
    ...(mode === "demo" && {
      simulator: {
        command: programs.simulator,
        env: { ...product, DATABASE_OWNER_URL, SIMULATOR_DATABASE_URL },
        ready: /simulator ready/,
      },
    }),
  };
  await step("start", async () => {
    await Promise.all(Object.entries(processes).map(([name, { command, ...options }]) => supervisor.start(name, command, options)));
    return { text: Object.keys(processes).join(", ") };
  });
}

/** A Postgres that was killed is started again: its write-ahead log brings back every committed row. */
function watchDatabase(server) {
  let busy = false;
  watching = setInterval(async () => {
    if (busy || ending) return;
    busy = true;
    try {
      const { runningServer, startPostgres } = await import("./lib/pg.mjs");
      if (runningServer(server.dataDir) || ending) return;
      line("  ! Postgres ended; starting it again");
      const again = await startPostgres({ dataDir: server.dataDir, port: server.port });
      if (again.port !== server.port)
        throw new Problem(`Postgres could not have its port ${server.port} back.`, "Another program took it. Run npm start again.");
      line("  ✓ Postgres runs again; nothing that was saved is lost");
    } catch (error) {
      printProblem(error);
      await end(1);
    } finally {
      busy = false;
    }
  }, 500);
}

function announce(env, facts) {
  line();
  line(`${bold("Luma runs at")} ${env.APP_URL}  ${dim(`(${duration(performance.now() - began)})`)}`);
  if (facts.mode === "demo") {
    line(`  sign in as   ${facts.signIns?.join("\n               ") ?? "one of the accounts shown on the sign-in page"}`);
    line(`  simulator    ${env.APP_URL}/simulator  ${dim("every patient's phone and inbox, and the clock")}`);
  }
  line(
    `  data         ${own ? path.relative(ROOT, root) || root : "your own database (DATABASE_URL)"}${dim(`, logs in ${path.relative(ROOT, path.join(root, "logs"))}`)}`,
  );
  line(dim("  Ctrl-C stops everything"));
}

async function end(code) {
  if (ending) return ending;
  ending = (async () => {
    clearInterval(watching);
    await Promise.all([supervisor?.stop(), endAllGroups()]);
    if (own) await stopPostgres(path.join(root, "postgres"), 1_500);
    forgetRunning(root);
    process.exit(code);
  })();
  return ending;
}

let asked = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    asked += 1;
    if (asked === 1) line(`\nStopping … ${dim("(all data is saved)")}`);
    void end(0);
  });
}

main().catch(async (error) => {
  if (ending) return;
  printProblem(error);
  await end(error instanceof Problem && /runs already/.test(error.message) ? leave() : 1);
});

/** Another Luma owns the data folder: its Postgres and its note are not ours to touch. */
function leave() {
  process.exit(1);
}
