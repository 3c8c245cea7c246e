import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runningServer, startPostgres, stopPostgres, THROWAWAY } from "./pg.mjs";
import { connect } from "./roles.mjs";

let folder;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-pg-"));
  fs.chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const name of fs.readdirSync(folder)) await stopPostgres(path.join(folder, name));
  fs.rmSync(folder, { recursive: true, force: true });
});

async function query(url, text) {
  const client = await connect(url);
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("[OPS-01] the embedded Postgres", () => {
  test("starts, is adopted by a second command, keeps its port, and loses nothing to kill -9", async () => {
    const dataDir = path.join(folder, "kept");
    const first = await startPostgres({ dataDir });
    await query(first.superUrl(), "create table t as select generate_series(1, 1000) as n");
    const second = await startPostgres({ dataDir });
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });

    process.kill(first.pid, "SIGKILL");
    const third = await startPostgres({ dataDir });
    expect(third).toMatchObject({ adopted: false, port: first.port });
    expect(third.pid).not.toBe(first.pid);
    expect(await query(third.superUrl(), "select count(*)::int as n from t")).toEqual([{ n: 1000 }]);

    await third.stop();
    expect(runningServer(dataDir)).toBeUndefined();
    expect(await stopPostgres(dataDir)).toBe(false);
  });

  test("takes another port when its own is taken, and remembers it", async () => {
    const dataDir = path.join(folder, "moved");
    const first = await startPostgres({ dataDir, settings: THROWAWAY });
    await first.stop();
    const thief = net.createServer().listen(first.port, "127.0.0.1");
    // Where another program was quicker the port is taken too, which is all that is wanted.
    await new Promise((resolve) => thief.once("listening", resolve).once("error", resolve));
    const second = await startPostgres({ dataDir, settings: THROWAWAY });
    expect(second.port).not.toBe(first.port);
    await new Promise((resolve) => thief.close(resolve));
    await second.stop();
    const third = await startPostgres({ dataDir, settings: THROWAWAY });
    expect(third.port).toBe(second.port);
    await third.stop();
  });

  test("two commands that start it at once get one server", async () => {
    const dataDir = path.join(folder, "raced");
    const [one, two] = await Promise.all([
      startPostgres({ dataDir, settings: THROWAWAY }),
      startPostgres({ dataDir, settings: THROWAWAY }),
    ]);
    expect(one.pid).toBe(two.pid);
    expect([one.adopted, two.adopted].toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true]);
    await one.stop();
  });

  test("lets nobody in without the password, and listens on this machine only", async () => {
    const dataDir = path.join(folder, "guarded");
    const server = await startPostgres({ dataDir, settings: THROWAWAY });
    const url = new URL(server.superUrl());
    url.password = "guess";
    await expect(query(url.href, "select 1")).rejects.toThrow("password authentication failed");
    expect(await query(server.superUrl(), "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    expect(fs.statSync(path.join(dataDir, "luma.json")).mode & 0o077).toBe(0);
    await server.stop();
  });

  test("an interrupted first start leaves nothing half-made in the way", async () => {
    const dataDir = path.join(folder, "interrupted");
    fs.mkdirSync(`${dataDir}.new/base`, { recursive: true });
    fs.writeFileSync(`${dataDir}.new/PG_VERSION`, "18\n");
    const server = await startPostgres({ dataDir, settings: THROWAWAY });
    expect(fs.existsSync(`${dataDir}.new`)).toBe(false);
    await server.stop();
  });

  test("data of another Postgres version is left alone and named", async () => {
    const dataDir = path.join(folder, "older");
    fs.mkdirSync(dataDir);
    fs.writeFileSync(path.join(dataDir, "PG_VERSION"), "15\n");
    await expect(startPostgres({ dataDir })).rejects.toThrow("was made by Postgres 15");
    expect(fs.readdirSync(dataDir)).toEqual(["PG_VERSION"]);
  });

  test("a lost password file is said, not guessed", async () => {
    const dataDir = path.join(folder, "lost");
    fs.mkdirSync(dataDir);
    fs.writeFileSync(path.join(dataDir, "PG_VERSION"), "18\n");
    await expect(startPostgres({ dataDir })).rejects.toThrow("luma.json is missing or broken");
  });
});
