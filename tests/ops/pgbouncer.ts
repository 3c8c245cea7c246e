import { spawn } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";

const PLACES = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"];

/** Where PgBouncer is installed; undefined where it is not. */
export const findPgbouncer = (): string | undefined => PLACES.find((file) => fs.existsSync(file));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** PgBouncer in transaction mode in front of a Postgres given by a URL, with few server connections; gives the way through it. */
export async function startPgbouncer(
  binary: string,
  direct: string,
): Promise<{ through: (url: string) => string; stop: () => Promise<void> }> {
  const { hostname, port: serverPort, password } = new URL(direct);
  const port = await freePort();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-pgbouncer-"));
  const users = ["luma_app", "luma_worker"].map((name) => `"${name}" "${decodeURIComponent(password)}"`).join("\n");
  fs.writeFileSync(path.join(folder, "users.txt"), `${users}\n`, { mode: 0o644 });
  fs.writeFileSync(
    path.join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${path.join(folder, "users.txt")}
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
server_reset_query =
log_connections = 0
log_disconnections = 0
`,
  );
  fs.chmodSync(folder, 0o755);
  // It refuses to run as root.
  const child = spawn(binary, ["-q", ...(process.getuid?.() === 0 ? ["-u", "nobody"] : []), path.join(folder, "pgbouncer.ini")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const through = (url: string): string => {
    const next = new URL(url);
    next.port = String(port);
    return next.href;
  };
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  for (let i = 0; i < 100; i++) {
    const client = new pg.Client({ connectionString: through(direct), user: "luma_app" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      await client.end();
      return { through, stop };
    } catch {
      await client.end().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await stop();
  throw new Error(`PgBouncer did not answer:\n${said}`);
}
