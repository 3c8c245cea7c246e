import { z } from "zod";
import type { Channel } from "@/lib/consent/choose-contact";
import { conflict } from "@/lib/errors";
import { t, type PageLocale } from "@/lib/i18n";
import { answerVisit, answerVisitInput, type AnswerVisitInput, type VisitAnswered } from "./answer-visit";
import { patientPost } from "./form-post";
import { knownLanguage } from "./language";
import { PAGE_PURPOSES } from "./open-page";
import { pagePath } from "./paths";
import { startChannel, stopChannels } from "./preferences";

/** The switch's language, where it was used. */
const lang = z
  .string()
  .optional()
  .transform((value) => knownLanguage(value));

/** The page's language, for the words of the button as proof. */
const shown = z
  .string()
  .optional()
  .transform((value) => knownLanguage(value) ?? "en");

type Lang = { lang: PageLocale | undefined };
type Answered = VisitAnswered & Pick<AnswerVisitInput, "answer"> & Lang;
type Chosen = { page: "preferences" | "unsubscribe" } & Lang;

/** POST /p/[token]/answer: confirm or cancel. */
export const postAnswer = patientPost(
  {
    purpose: PAGE_PURPOSES.visit,
    input: answerVisitInput.extend({ lang }),
    done: ({ outcome, answer, lang }: Answered, token) =>
      outcome === "refused"
        ? pagePath(token, answer, { lang })
        : pagePath(token, "visit", { lang, ...(outcome === "moved" && { done: "moved" }) }),
    failed: ({ code, failure }, token) =>
      "reason" in failure.fields
        ? `${pagePath(token, "cancel", { problem: "reason" })}#problem`
        : pagePath(token, "visit", { problem: code, ...(code === "unavailable" && { reference: failure.requestId }) }),
  },
  async (ctx, input, link) => ({ ...(await answerVisit(ctx, link, input)), answer: input.answer, lang: input.lang }),
);

const CHANNELS: Record<Channel | "all", readonly Channel[]> = {
  sms: ["sms"],
  voice: ["voice"],
  email: ["email"],
  all: ["sms", "voice", "email"],
};

const STOP_WORDS = {
  sms: "preferences.stopTexts",
  voice: "preferences.stopCalls",
  email: "preferences.stopEmails",
  all: "preferences.stopAll",
} as const;
const START_WORDS = { voice: "preferences.startCalls", email: "preferences.startEmails" } as const;

/** POST /p/[token]/choose: stop or start channels, from the preferences or the unsubscribe page. */
export const postChoice = patientPost(
  {
    purpose: PAGE_PURPOSES.preferences,
    input: z
      .object({ channel: z.enum(["sms", "voice", "email", "all"]), on: z.enum(["yes", "no"]), lang, shown })
      .refine(({ channel, on }) => on === "no" || channel !== "all"),
    done: ({ page, lang }: Chosen, token) => pagePath(token, page, { lang, done: "saved" }),
    failed: ({ code, failure }, token) =>
      pagePath(token, "preferences", { problem: code, ...(code === "unavailable" && { reference: failure.requestId }) }),
  },
  async (ctx, { channel, on, lang, shown }, link) => {
    const page = link.purpose === "unsubscribe" ? ("unsubscribe" as const) : ("preferences" as const);
    const how = page === "unsubscribe" ? "web unsubscribe" : "web preferences";
    const say = t(shown);
    if (on === "no") await stopChannels(ctx, link, { channels: CHANNELS[channel], how, wording: say(STOP_WORDS[channel]) });
    else if (channel === "voice" || channel === "email")
      await startChannel(ctx, link, { channel, how, wording: say(START_WORDS[channel]) });
    else throw conflict("Texts come back by START from the same number.");
    return { page, lang };
  },
);
