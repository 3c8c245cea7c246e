import { list } from "./words/list";
import { Phrases } from "./phrases";

/** "Minutes", by language, as written beside a number. */
const MINUTES: Readonly<Record<string, string>> = {
  en: "min, mins, minute, minutes, minuets, minuts",
  es: "min, minuto, minutos, minutitos",
  am: "ደቂቃ, ደቂቃዎች, ደቂቃ ያህል",
  ar: "دقيقة, دقائق, دقايق, دقيقه",
  bn: "মিনিট, মিঃ",
  de: "min, minute, minuten",
  el: "λεπτά, λεπτο, λεπτό",
  fa: "دقیقه",
  fil: "minuto, minutos, mins",
  fr: "min, minute, minutes, mn",
  gu: "મિનિટ",
  hi: "मिनट, मिनिट",
  ht: "minit",
  hy: "րոպե, րոպեով",
  it: "min, minuto, minuti",
  ja: "分, 分ほど, 分くらい",
  km: "នាទី",
  ko: "분, 분정도",
  lo: "ນາທີ",
  mr: "मिनिटे, मिनिट, मिनिटं",
  my: "မိနစ်",
  pa: "ਮਿੰਟ",
  pl: "min, minut, minuty, minutę",
  pt: "min, minuto, minutos, minutinhos",
  ru: "мин, минут, минуты, минуту",
  so: "daqiiqo, daqiiqad, daqiiqado",
  sw: "dakika",
  th: "นาที",
  ti: "ደቒቓ, ደቒቓታት, ደቂቃ",
  uk: "хв, хвилин, хвилини, хвилину",
  ur: "منٹ",
  vi: "phút, ph",
  zh: "分钟, 分鐘, 分",
};

/** What may stand before the number or after the word without changing it. */
const ABOUT = list(
  `about, around, approx, approximately, like, roughly, up to, maybe, a good, or so, unos, unas, como, aproximadamente, más o menos, uns, cerca de, environ, etwa, ca, circa, około, примерно, около, приблизно, khoảng, 約, 大约, 大概, 大約, ほど, くらい, ぐらい, 約, 정도, 약, ประมาณ, लगभग, करीब, প্রায়, حوالي, تقريبا, حدود, تقریبا, تقریباً, hivi, kama`,
);
const about = new Phrases(ABOUT);

/** Nobody means more; a larger number is a price or a room. */
const MOST_MINUTES = 240;

const cache = new Map<string, Phrases>();
const wordsFor = (language: string): Phrases => {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? "en";
  let words = cache.get(base);
  if (!words) {
    words = new Phrases([...list(MINUTES[base] ?? ""), ...list(MINUTES.en!)]);
    cache.set(base, words);
  }
  return words;
};

export type WithoutMinutes = { minutes: number; tokens: string[] };

/** Takes "10 min", "about 15 minutes", "dakika 10" out of a reply; of a range the longer. Undefined where there is none, or more than one. */
export function takeMinutes(tokens: readonly string[], language: string): WithoutMinutes | undefined {
  const words = wordsFor(language);
  const split = tokens.flatMap((token) => /^(\d{1,3})(\D+)$/.exec(token)?.slice(1) ?? [token]);
  let found: { from: number; to: number; minutes: number } | undefined;
  for (let at = 0; at < split.length; at++) {
    if (!/^\d{1,3}$/.test(split[at]!)) continue;
    const last = /^\d{1,3}$/.test(split[at + 1] ?? "") ? at + 1 : at;
    const after = words.lengthsAt(split, last + 1)[0];
    const before = after === undefined && at > 0 && words.lengthsAt(split, at - 1).includes(1);
    if (after === undefined && !before) continue;
    if (found) return undefined;
    const minutes = Math.max(Number(split[at]), Number(split[last]));
    if (minutes < 1 || minutes > MOST_MINUTES) return undefined;
    found = { from: before ? at - 1 : at, to: last + 1 + (after ?? 0), minutes };
    at = found.to - 1;
  }
  if (!found) return undefined;
  const head = withoutAbout(split.slice(0, found.from), "end");
  const tail = withoutAbout(split.slice(found.to), "start");
  return { minutes: found.minutes, tokens: [...head, ...tail] };
}

function withoutAbout(tokens: string[], side: "start" | "end"): string[] {
  for (let length = Math.min(4, tokens.length); length > 0; length--) {
    const piece = side === "start" ? tokens.slice(0, length) : tokens.slice(-length);
    if (about.is(piece)) return side === "start" ? tokens.slice(length) : tokens.slice(0, -length);
  }
  return tokens;
}
