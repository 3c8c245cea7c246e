import { z } from "zod";
import { EARLIEST, LATEST, MESSAGE_KINDS, type MessageKindId, WISHED_CHANNELS } from "@/lib/consent/wishes/kinds";
import { saveWishes } from "@/lib/consent/wishes/save-wishes";
import { notFound } from "@/lib/errors";
import { t } from "@/lib/i18n";
import { PATIENT_LANGUAGES } from "@/lib/patients/schemas";
import { setOwnLanguage } from "@/lib/patients/set-language";
import { patientPost } from "./form-post";
import { knownLanguage } from "./language";
import { PAGE_PURPOSES } from "./open-page";
import { pagePath } from "./paths";

const KINDS = Object.keys(MESSAGE_KINDS) as [MessageKindId, ...MessageKindId[]];
const language = z
  .string()
  .optional()
  .transform((value) => knownLanguage(value));
const orAny = <T extends readonly [string, ...string[]]>(hours: T) => z.union([z.literal(""), z.enum(hours)]);

const input = z
  .object({
    kind: z.enum(KINDS),
    channel: z.enum(WISHED_CHANNELS),
    opens: orAny(EARLIEST),
    closes: orAny(LATEST),
    language: z.union([z.literal(""), z.enum(PATIENT_LANGUAGES)]),
    lang: language,
    shown: language.transform((value) => value ?? ("en" as const)),
  })
  .refine(({ opens, closes }) => opens === "" || closes === "" || opens < closes, { path: ["closes"] });

/** POST /p/[token]/wishes: how messages of a kind reach the patient, in which hours and language ([CON-12]). */
export const postWishes = patientPost(
  {
    purpose: PAGE_PURPOSES.preferences,
    input,
    done: ({ lang }: { lang: ReturnType<typeof knownLanguage> }, token) => pagePath(token, "preferences", { lang, done: "saved" }),
    failed: ({ code, failure }, token) =>
      "closes" in failure.fields
        ? `${pagePath(token, "preferences", { problem: "hours" })}#problem`
        : pagePath(token, "preferences", { problem: code, ...(code === "unavailable" && { reference: failure.requestId }) }),
  },
  async (ctx, { kind, channel, opens, closes, language: chosen, lang, shown }, link) => {
    if (!link.patientId || !link.endpointId) throw notFound("contact");
    const hours = opens || closes ? { opens: opens || "00:00", closes: closes || "24:00" } : null;
    await saveWishes(ctx, {
      patientId: link.patientId,
      endpointId: link.endpointId,
      kind,
      channel,
      hours,
      wording: t(shown)(`preferences.way.${channel}`),
    });
    if (chosen) await setOwnLanguage(ctx, { patientId: link.patientId, language: chosen });
    return { lang };
  },
);
