import { fateOfText } from "@/lib/carriers/simulator/twilio/numbers";

const NUMBER = /^\+[1-9]\d{6,14}$/;

/** Lookups v2: numbers that end in 30006 are landlines, as their texts' fate says; in 77, landlines too; in 78, internet lines; all others mobiles. */
export function lookUp(number: string): Record<string, unknown> {
  const valid = NUMBER.test(number);
  const type = fateOfText(number) === "30006" || number.endsWith("77") ? "landline" : number.endsWith("78") ? "nonFixedVoip" : "mobile";
  return {
    calling_country_code: valid ? "1" : null,
    country_code: valid ? "US" : null,
    phone_number: number,
    national_format: number,
    valid,
    validation_errors: valid ? [] : ["INVALID_BUT_POSSIBLE"],
    caller_name: null,
    sim_swap: null,
    call_forwarding: null,
    line_status: null,
    line_type_intelligence: valid ? { mobile_country_code: "311", mobile_network_code: "480", carrier_name: "Simulator", type } : null,
    identity_match: null,
    reassigned_number: null,
    sms_pumping_risk: null,
    phone_number_quality_score: null,
    pre_fill: null,
    url: `https://lookups.twilio.com/v2/PhoneNumbers/${encodeURIComponent(number)}`,
  };
}
