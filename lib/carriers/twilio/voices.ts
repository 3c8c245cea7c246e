/** Which synthetic voice speaks a language; the names are Twilio's. */
import type VoiceResponse from "twilio/lib/twiml/VoiceResponse";

export type Voice = Required<Pick<VoiceResponse.SayAttributes, "language" | "voice">>;

const voices: Record<string, Voice> = {
  am: { language: "am-ET", voice: "Google.am-ET-Standard-A" },
  ar: { language: "ar-AE", voice: "Polly.Hala-Neural" },
  bn: { language: "bn-IN", voice: "Google.bn-IN-Standard-A" },
  de: { language: "de-DE", voice: "Polly.Vicki-Neural" },
  el: { language: "el-GR", voice: "Google.el-GR-Standard-A" },
  en: { language: "en-US", voice: "Polly.Joanna-Neural" },
  "en-gb": { language: "en-GB", voice: "Polly.Amy-Neural" },
  es: { language: "es-US", voice: "Polly.Lupe-Neural" },
  "es-es": { language: "es-ES", voice: "Polly.Lucia-Neural" },
  "es-mx": { language: "es-MX", voice: "Polly.Mia-Neural" },
  fil: { language: "fil-PH", voice: "Google.fil-PH-Standard-A" },
  fr: { language: "fr-FR", voice: "Polly.Lea-Neural" },
  "fr-ca": { language: "fr-CA", voice: "Polly.Gabrielle-Neural" },
  gu: { language: "gu-IN", voice: "Google.gu-IN-Standard-A" },
  hi: { language: "hi-IN", voice: "Polly.Kajal-Neural" },
  it: { language: "it-IT", voice: "Polly.Bianca-Neural" },
  ja: { language: "ja-JP", voice: "Polly.Kazuha-Neural" },
  ko: { language: "ko-KR", voice: "Polly.Seoyeon-Neural" },
  mr: { language: "mr-IN", voice: "Google.mr-IN-Standard-A" },
  pa: { language: "pa-IN", voice: "Google.pa-IN-Standard-A" },
  pl: { language: "pl-PL", voice: "Polly.Ola-Neural" },
  pt: { language: "pt-BR", voice: "Polly.Camila-Neural" },
  "pt-pt": { language: "pt-PT", voice: "Polly.Ines-Neural" },
  ru: { language: "ru-RU", voice: "Polly.Tatyana" },
  th: { language: "th-TH", voice: "Google.th-TH-Standard-A" },
  uk: { language: "uk-UA", voice: "Google.uk-UA-Standard-A" },
  vi: { language: "vi-VN", voice: "Google.vi-VN-Standard-A" },
  zh: { language: "cmn-CN", voice: "Polly.Zhiyu-Neural" },
  "zh-hant": { language: "cmn-TW", voice: "Google.cmn-TW-Standard-A" },
  "zh-tw": { language: "cmn-TW", voice: "Google.cmn-TW-Standard-A" },
};

/**
 * The voice for a BCP-47 tag (`es-US`, `zh-Hant`), by the longest part that has one. Undefined where no voice speaks
 * the language (Armenian, Haitian Creole, Khmer, Lao, Burmese, Persian, Somali, Swahili, Tigrinya, Urdu):
 * the caller takes the English text or another channel.
 */
export function voiceFor(language: string): Voice | undefined {
  const parts = language.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join("-");
    if (Object.hasOwn(voices, tag)) return voices[tag];
  }
  return undefined;
}
