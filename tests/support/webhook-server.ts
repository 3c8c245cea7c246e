import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { receiveResend, receiveTwilio, speakTwilio } from "@/lib/inbound/webhooks";

export type WebhookServer = { url: string; stop(): Promise<void> };

/** The product's carrier webhooks on a free loopback port, as its routes serve them. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const posted = new Request(`http://localhost${request.url}`, { method: "POST", headers, body: Buffer.concat(chunks) });
  const [, , , carrier, account = "", kind = ""] = new URL(posted.url).pathname.split("/");
  const answer =
    carrier === "resend"
      ? await receiveResend(posted, account)
      : kind === "voice" || kind === "gather"
        ? await speakTwilio(posted, account, kind)
        : await receiveTwilio(posted, account, kind === "sms" || kind === "call-status" ? kind : "status");
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}
