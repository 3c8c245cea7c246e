// Which ports are free on the loopback interface.
import net from "node:net";

/** True when nothing listens on this port, on any interface a browser on this machine would reach. */
export async function isPortFree(port) {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0"]) {
    const verdict = await new Promise((resolve) => {
      const server = net.createServer();
      server.once("error", (error) => resolve(error.code === "EADDRINUSE" || error.code === "EACCES" ? "taken" : "absent"));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve("free")));
    });
    if (verdict === "taken") return false;
  }
  return true;
}

/** A port the system says is free now. */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** `preferred` when it is free, else the next free one above it (within `span`), else any. */
export async function freePortFrom(preferred, span = 50) {
  for (let port = preferred; port < preferred + span && port < 65_536; port++) {
    if (await isPortFree(port)) return port;
  }
  return anyFreePort();
}
