import { receiveResend } from "@/lib/inbound/webhooks";

export async function POST(request: Request, { params }: { params: Promise<{ account: string }> }): Promise<Response> {
  return receiveResend(request, (await params).account);
}
