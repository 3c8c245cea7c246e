import { receiveTwilio, speakTwilio } from "@/lib/inbound/webhooks";

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
    default:
      return new Response("not found", { status: 404 });
  }
}
