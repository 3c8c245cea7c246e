import { receiveCallTwilio, receiveTwilio, speakTwilio } from "@/lib/inbound/webhooks";

type Params = { params: Promise<{ account: string; kind: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { account, kind } = await params;
  switch (kind) {
    case "sms":
    case "status":
    case "call-status":
      return receiveTwilio(request, account, kind);
    case "voice":
    case "gather":
      return speakTwilio(request, account, kind);
    case "incoming-call":
      return receiveCallTwilio(request, account);
    default:
      return new Response("not found", { status: 404 });
  }
}
