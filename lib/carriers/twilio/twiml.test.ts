import { describe, expect, test } from "vitest";
import { readTwiml } from "@/lib/carriers/simulator/twilio/twiml";
import { answerTwiml, emptyTwiml, reminderCallTwiml, voicemailTwiml } from "@/lib/carriers/twilio/twiml";
import { voiceFor } from "@/lib/carriers/twilio/voices";

const call = {
  language: "en-US",
  identify: "This is Smith & Sons Clinic.",
  message: 'Ana has a visit at 5 < 6 "today". Call 206 555 0100.',
  prompt: "Press 1 to confirm.",
  answerUrl: "https://clinic.example/keys?c=1&d=2",
  repeat: 2,
  goodbye: "Goodbye.",
};

describe("a reminder call's script", () => {
  test("[REM-02] it identifies the practice first, asks for one key and repeats on silence", () => {
    const verbs = readTwiml(reminderCallTwiml(call));
    expect(verbs?.map(({ name }) => name)).toEqual(["Gather", "Gather", "Gather", "Say", "Hangup"]);
    const [gather] = verbs ?? [];
    expect(gather?.attributes).toMatchObject({ numDigits: "1", method: "POST", action: call.answerUrl });
    expect(gather?.children.map(({ text }) => text)).toEqual([call.identify, call.message, call.prompt]);
    expect(gather?.children[0]?.attributes).toMatchObject({ language: "en-US", voice: "Polly.Joanna-Neural" });
  });
  test("[REM-02] with answers off, the call only tells", () => {
    const { prompt: _prompt, answerUrl: _url, ...telling } = call;
    const names = readTwiml(reminderCallTwiml({ ...telling, repeat: 0 }))?.map(({ name }) => name);
    expect(names).toEqual(["Say", "Say", "Pause", "Say", "Hangup"]);
  });
  test("[REM-02] a message that names the practice and the keys itself is said as it is", () => {
    const whole = { language: "es", message: "Clínica Smith. Pulse 1.", answerUrl: call.answerUrl, repeat: 0, goodbye: "Adiós." };
    const [gather] = readTwiml(reminderCallTwiml(whole)) ?? [];
    expect(gather).toMatchObject({ name: "Gather", children: [{ name: "Say", text: whole.message }] });
    expect(gather?.children).toHaveLength(1);
  });
  test("[REM-02] text is data: markup in it is not read as markup", () => {
    const verbs = readTwiml(voicemailTwiml({ language: "en", text: "</Say><Dial>+1900</Dial>" }));
    expect(verbs?.map(({ name }) => name)).toEqual(["Pause", "Say", "Hangup"]);
    expect(verbs?.[1]?.text).toBe("</Say><Dial>+1900</Dial>");
  });
  test("[REM-02] after a key: the result, and where needed one more question", () => {
    const again = { prompt: "Press 1 or 2.", answerUrl: "https://clinic.example/keys" };
    expect(readTwiml(answerTwiml({ language: "es", text: "Gracias." }))?.map(({ name }) => name)).toEqual(["Say", "Hangup"]);
    expect(readTwiml(answerTwiml({ language: "es", text: "No.", again }))?.map(({ name }) => name)).toEqual(["Say", "Gather", "Hangup"]);
    const silent = { prompt: "", answerUrl: again.answerUrl };
    expect(readTwiml(answerTwiml({ language: "es", text: "No.", again: silent }))?.[1]).toMatchObject({ name: "Gather", children: [] });
    expect(readTwiml(emptyTwiml())).toEqual([]);
  });
});

describe("voices", () => {
  test("[REM-02] a language finds its voice by the longest part of its tag", () => {
    expect(voiceFor("es-US")?.language).toBe("es-US");
    expect(voiceFor("es")?.language).toBe("es-US");
    expect(voiceFor("es-MX")?.voice).toBe("Polly.Mia-Neural");
    expect(voiceFor("zh-Hant-HK")?.language).toBe("cmn-TW");
    expect(voiceFor("zh-Hans")?.language).toBe("cmn-CN");
    expect(voiceFor("EN-au")?.language).toBe("en-US");
  });
  test("[REM-02] a language without a voice says so, and is never read by an English voice", () => {
    for (const language of ["ht", "hy", "km", "so", "constructor", ""]) expect(voiceFor(language)).toBeUndefined();
    expect(() => voicemailTwiml({ language: "hy", text: "…" })).toThrow(RangeError);
  });
});

describe("the stand-in reads TwiML as strictly as the carrier", () => {
  test.each(["", "no", "<Response>", "<Response></Respons>", "<Say>x</Say>", "<Response><Say>a & <b</Say></Response>"])(
    "[OPS-02] refused: %s",
    (xml) => expect(readTwiml(xml)).toBeUndefined(),
  );
  test("[OPS-02] declarations, comments, entities and empty elements are read", () => {
    const xml = `<?xml version="1.0"?>\n<Response><!-- c --><Say a='x "y"'>&#65;&#x1F600;&amp;lt;</Say><Hangup/></Response>\n`;
    expect(readTwiml(xml)).toMatchObject([{ name: "Say", text: "A😀&lt;", attributes: { a: 'x "y"' } }, { name: "Hangup" }]);
  });
});
