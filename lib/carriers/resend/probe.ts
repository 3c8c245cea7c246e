/** Asks Resend about an account: the key, and whether the domains that we send from are verified there. */
import type { Resend } from "resend";
import type { AccountProbe } from "@/lib/carriers/types";

/** The probe over a client. A key that may only send cannot list domains; it is right nevertheless. */
export function resendProbe(client: Resend): AccountProbe {
  return async (addresses) => {
    const answer = await client.domains.list();
    if (answer.error) {
      if (answer.error.name === "restricted_api_key")
        return { kind: "ok", note: "The key is right. It may only send, so whether the domain is verified shows with the first e-mail." };
      return answer.error.statusCode === 401 || answer.error.statusCode === 403 ? { kind: "refused" } : { kind: "no-answer" };
    }
    const verified = new Set(answer.data.data.filter((one) => one.status === "verified").map((one) => one.name.toLowerCase()));
    const unknown = addresses.filter((address) => !verified.has(address.slice(address.lastIndexOf("@") + 1)));
    return unknown.length > 0 ? { kind: "unknown-senders", addresses: unknown } : { kind: "ok" };
  };
}
