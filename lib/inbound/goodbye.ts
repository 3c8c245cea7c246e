/** What a call ends with when no key was pressed, by language; English where the language has none. */
const GOODBYE: Readonly<Record<string, string>> = {
  am: "ደህና ይሁኑ።",
  ar: "مع السلامة.",
  bn: "ধন্যবাদ। বিদায়।",
  de: "Auf Wiederhören.",
  el: "Γεια σας.",
  en: "Goodbye.",
  es: "Adiós.",
  fil: "Paalam po.",
  fr: "Au revoir.",
  gu: "આવજો.",
  hi: "धन्यवाद। नमस्ते।",
  it: "Arrivederci.",
  ja: "失礼いたします。",
  ko: "안녕히 계세요.",
  mr: "धन्यवाद. नमस्कार.",
  pa: "ਧੰਨਵਾਦ। ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।",
  pl: "Do widzenia.",
  pt: "Até logo.",
  ru: "До свидания.",
  th: "สวัสดีค่ะ",
  uk: "До побачення.",
  vi: "Xin tạm biệt.",
  zh: "再见。",
  "zh-hant": "再見。",
};

/** For a BCP 47 tag, by its longest part that has one. */
export function goodbyeIn(language: string): string {
  const parts = language.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const found = GOODBYE[parts.slice(0, length).join("-")];
    if (found) return found;
  }
  return GOODBYE.en!;
}
