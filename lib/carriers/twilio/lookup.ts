/** What kind of line a number is, from Twilio Lookups v2 (line type intelligence). */
import type { TwilioClient } from "@/lib/carriers/twilio/client";
import { isNotFound, unavailable } from "@/lib/carriers/twilio/outcome";
import type { LineLookup, LineType } from "@/lib/carriers/types";

const TYPES: Record<string, LineType> = {
  mobile: "mobile",
  landline: "landline",
  fixedVoip: "voip",
  nonFixedVoip: "voip",
  personal: "mobile",
};

/** The look-up over a client. A number that is none gives `none`; a kind we do not use (toll-free, pager …) gives `unknown`. */
export function twilioLookup({ api }: Pick<TwilioClient, "api">): LineLookup {
  return {
    async lineType(number) {
      try {
        const found = await api.lookups.v2.phoneNumbers(number).fetch({ fields: "line_type_intelligence" });
        if (found.valid === false) return "none";
        const type: unknown = found.lineTypeIntelligence?.type;
        return typeof type === "string" ? (TYPES[type] ?? "unknown") : "unknown";
      } catch (error) {
        if (isNotFound(error)) return "none";
        throw unavailable(error);
      }
    },
  };
}
