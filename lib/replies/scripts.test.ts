import { describe, expect, test } from "vitest";
import { classifyReply } from "./classify";
import { open, said } from "./classify.test-support";
import { takeMinutes } from "./minutes";
import { normaliseReply } from "./normalise";
import { Phrases } from "./phrases";

const tokens = (text: string): string[] => normaliseReply(text).tokens;
const same = (a: string, b: string): void => expect(tokens(a)).toEqual(tokens(b));

describe("every script", () => {
  test.each([
    ["١٢", "12"],
    ["۱۲", "12"],
    ["१२", "12"],
    ["১২", "12"],
    ["੧੨", "12"],
    ["૧૨", "12"],
    ["๑๒", "12"],
    ["໑໒", "12"],
    ["១២", "12"],
    ["၁၂", "12"],
    ["１２", "12"],
    ["①", "1"],
    ["፩", "1"],
    ["1️⃣", "1"],
  ])("[REM-11] the digits %s are %s", (text, digits) => expect(tokens(text)).toEqual([digits]));

  test("[REM-11] a digit of any script answers a reminder and picks from a list", () => {
    for (const one of ["١", "۱", "१", "১", "๑", "១", "１"]) expect(said(one, { ...open, language: "ar" })).toBe("confirm act");
    expect(classifyReply("٢", { ...open, language: "ar", question: { kind: "pick", options: 3 } })).toMatchObject({
      intent: "pick",
      pick: 2,
    });
  });

  test("[REM-11] Arabic, Persian and Urdu letters are compared in one spelling, vowel signs or not", () => {
    same("نَعَمْ", "نعم");
    same("نـعــم", "نعم");
    same("أكيد", "اكيد");
    same("إلغاء", "الغاء");
    same("لا أستطيع", "لا استطيع");
    same("می‌آیم", "ميايم");
    same("کنسل", "كنسل");
    same("ﻧﻌﻢ", "نعم");
  });

  test("[REM-11] what tells words apart is kept: vowel signs of Indic scripts, tone marks of Thai and Lao, voiced kana", () => {
    for (const [a, b] of [
      ["की", "का"],
      ["না", "নি"],
      ["ਹਾਂ", "ਹੋ"],
      ["ไม่", "ใหม่"],
      ["ມາ", "ມ້າ"],
      ["はい", "ばい"],
      ["មក", "មិក"],
      ["မလာ", "မလို"],
    ] as const)
      expect(tokens(a), `${a} ${b}`).not.toEqual(tokens(b));
    same("हाँ", "हां");
    same("ज़रूर", "जरूर");
  });

  test("[REM-11] scripts without spaces are read letter by letter, so spaces and joins change nothing", () => {
    same("ไม่ ไป", "ไม่ไป");
    same("못 가요", "못가요");
    same("来 不 了", "来不了");
    same("មិន​មក", "មិនមក");
    expect(new Phrases(["来不了"]).find(tokens("我来不了"))).toBe(1);
    expect(tokens("OKです")).toEqual(["ok", "で", "す"]);
    expect(normaliseReply("ได้ค่ะ ขอบคุณมากค่ะ").size).toBeLessThan(8);
  });

  test("[REM-11] sentences and clauses end as each script ends them, and questions are seen", () => {
    expect(normaliseReply("はい。キャンセルします。").sentences).toHaveLength(2);
    expect(normaliseReply("አዎ። እመጣለሁ፣ አመሰግናለሁ").clauses).toHaveLength(3);
    expect(normaliseReply("हाँ। आऊँगा").sentences).toHaveLength(2);
    expect(normaliseReply("نعم، شكرا").clauses).toHaveLength(2);
    for (const question of ["はい？", "متى؟", "Τι ώρα;", "Կարո՞ղ եմ գալ", "ስንት ሰዓት፧"])
      expect(normaliseReply(question).question, question).toBe(true);
    expect(normaliseReply("yes; thanks").question).toBe(false);
    expect(tokens("Կարո՞ղ")).toHaveLength(1);
  });

  test("[REM-11] Ethiopic letters that are said alike, Turkish and Polish letters, final sigma", () => {
    same("ሐኪም", "ሃኪም");
    same("ሠላም", "ሰላም");
    same("HAYIR", "hayır");
    same("ΝΑΙΣ", "ναις");
    same("potwierdzał", "potwierdzal");
  });

  test("[REM-11] Vietnamese accents count where they are typed", () => {
    const accented = (text: string) => normaliseReply(text, { keepAccents: true }).tokens;
    expect(accented("đúng")).not.toEqual(accented("dừng"));
    const stop = new Phrases(["dừng"], new Set(["dung"]));
    expect([stop.is(accented("dừng")), stop.is(accented("đúng")), stop.is(accented("dung"))]).toEqual([true, false, false]);
    const no = new Phrases(["không đến"]);
    expect([no.is(accented("khong den")), no.is(accented("không đến")), no.is(accented("không den"))]).toEqual([true, true, true]);
  });
});

describe("minutes late", () => {
  test.each<[string, string, number]>([
    ["yes but i'll be 10 min late", "en", 10],
    ["Yes, running about 15 mins late", "en", 15],
    ["yes, I will be 10-15 minutes late", "en", 15],
    ["yes but I'm running 5min late", "en", 5],
    ["sí, pero llego 10 minutos tarde", "es", 10],
  ])("[REM-11] %j confirms, late by %s minutes", (text, language, minutes) => {
    expect(classifyReply(text, { ...open, language })).toMatchObject({
      intent: "confirm",
      also: ["late"],
      act: "act",
      lateMinutes: minutes,
    });
  });
  test("[REM-11] late without a yes says by how much too", () => {
    expect(classifyReply("running 20 minutes late", open)).toMatchObject({ intent: "late", act: "staff", lateMinutes: 20 });
  });
  test.each([
    "yes 10 minutes",
    "yes in 10 minutes",
    "yes but 10 min late or 20 min late",
    "yes, late 900 min",
    "10 min",
    "no 10 min late",
    "yes, is 10 min late ok?",
  ])("[REM-11] trap: %j confirms nothing", (text) => expect(classifyReply(text, open).act, text).not.toBe("act"));
  test("[REM-11] the number may stand before or after, in any script", () => {
    const of = (text: string, language: string) => takeMinutes(tokens(text), language)?.minutes;
    expect(of("١٠ دقائق", "ar")).toBe(10);
    expect(of("10分遅れます", "ja")).toBe(10);
    expect(of("迟到15分钟", "zh-Hans")).toBe(15);
    expect(of("dakika 10", "sw")).toBe(10);
    expect(of("สาย 10 นาที", "th")).toBe(10);
    expect(of("room 10", "en")).toBeUndefined();
  });
});

describe("bad input", () => {
  test.each(["👍", "👍🏿", "👍👍👍", "✅", "👌🏽"])("[REM-11] the emoji %s alone confirms", (text) => expect(said(text)).toBe("confirm act"));
  test.each(["👎", "😡", "🤷‍♀️", "❌", "👍👎", "🏳️‍🌈", "🫠", "🇺🇸"])("[REM-11] the emoji %s alone does nothing", (text) =>
    expect(classifyReply(text, open).act).not.toBe("act"),
  );
  test.each([
    "S\u200BT\u200BO\u200BP",
    "\u202ESTOP\u202C",
    "ST\u00ADOP",
    "\u2066STOP\u2069",
    "S\u0336T\u0336O\u0336P\u0336",
    "ＳＴＯＰ",
    "𝐒𝐓𝐎𝐏",
    "ⓢⓣⓞⓟ",
    "STOP\u{E0041}\u{E0042}",
    "S\u034FTOP",
  ])("[CON-11] STOP in disguise (%j) is STOP", (text) => expect(said(text)).toBe("opt-out act"));
  test("[REM-11] text that is shown backwards is read as it was typed, and nothing hidden in it is acted on", () => {
    expect(said("\u202Eoy tuo tpo")).not.toMatch(/act$/);
    expect(classifyReply("yes \u202Eon\u202C", open).act).not.toBe("act");
  });
  test.each(["نعم", "ไม่ไป", "はい", "못가요 ", "አዎ። ", "\u0338", "\u200D", "👨‍👩‍👧"])("[REM-11] 10 kB of %j takes milliseconds", (part) => {
    const text = part.repeat(Math.ceil(10_000 / part.length));
    for (const language of ["en", "ar", "th", "ja", "ko"]) classifyReply("ok", { ...open, language });
    const start = performance.now();
    for (const language of ["ar", "th", "ja", "ko"]) classifyReply(text, { ...open, language });
    expect(performance.now() - start).toBeLessThan(1_600);
  });
});
