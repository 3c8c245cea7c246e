/** Whether a request really comes from Twilio. [SEC-04] */
import twilio from "twilio";

/**
 * Checks `X-Twilio-Signature` over the public address (exactly as Twilio was given it, with its query) and the form.
 * Constant time, by the SDK. `authTokens`: the account's token, and the former one while it is being changed.
 */
export function verifyTwilioSignature(request: {
  authTokens: string[];
  signature: string | null | undefined;
  url: string;
  form: URLSearchParams;
}): boolean {
  const { signature, url, form } = request;
  if (!signature || !URL.canParse(url)) return false;
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return request.authTokens.some((token) => token !== "" && twilio.validateRequest(token, signature, url, fields));
}
