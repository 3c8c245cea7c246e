/** The numbers of an account, as Twilio lists them: all on one page. */
import { createHash } from "node:crypto";
import { rfc2822 } from "@/lib/carriers/simulator/twilio/format";
import type { World } from "@/lib/carriers/simulator/world";

export function listNumbers(world: World, account: string, path: string): Record<string, unknown> {
  const numbers = [...world.state.numbers.values()].filter((one) => one.account === account);
  const at = rfc2822(world.clock());
  const items = numbers.map(({ number, smsUrl }) => {
    const sid = `PN${createHash("sha256").update(`${account} ${number}`).digest("hex").slice(0, 32)}`;
    return {
      account_sid: account,
      address_requirements: "none",
      address_sid: null,
      api_version: "2010-04-01",
      beta: false,
      bundle_sid: null,
      capabilities: { mms: false, sms: true, voice: true, fax: false },
      date_created: at,
      date_updated: at,
      emergency_address_sid: null,
      emergency_address_status: "unregistered",
      emergency_status: "Inactive",
      friendly_name: number,
      identity_sid: null,
      origin: "twilio",
      phone_number: number,
      sid,
      sms_application_sid: null,
      sms_fallback_method: "POST",
      sms_fallback_url: "",
      sms_method: "POST",
      sms_url: smsUrl ?? "",
      status: "in-use",
      status_callback: "",
      status_callback_method: "POST",
      trunk_sid: null,
      type: "local",
      uri: `${path.replace(/\.json$/, "")}/${sid}.json`,
      voice_application_sid: null,
      voice_caller_id_lookup: false,
      voice_fallback_method: "POST",
      voice_fallback_url: "",
      voice_method: "POST",
      voice_receive_mode: "voice",
      voice_url: "",
    };
  });
  const first = `${path}?PageSize=50&Page=0`;
  return {
    first_page_uri: first,
    end: Math.max(0, items.length - 1),
    incoming_phone_numbers: items,
    next_page_uri: null,
    page: 0,
    page_size: 50,
    previous_page_uri: null,
    start: 0,
    uri: first,
  };
}
