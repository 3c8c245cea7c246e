import { afterEach, describe, expect, test } from "vitest";
import { verifyTwilioSignature } from "@/lib/carriers/twilio/signature";
import { answerTwiml, reminderCallTwiml, voicemailTwiml } from "@/lib/carriers/twilio/twiml";
import { parseTwilioCallStatus, parseTwilioVoice } from "@/lib/carriers/twilio/webhooks";
import { demoTwilio, demoWorld, type DemoWorld, type Hook } from "@/lib/carriers/simulator/testing";

let demo: DemoWorld;
afterEach(() => demo.stop());

const us = "+12065550100";
const patient = "+12065550123";

/** A practice that answers as the product will: script, voicemail text, and what a key did. */
function practice(hook: Hook): { status?: number; body?: string } {
  if (!hook.path.startsWith("/voice")) return {};
  const asked = parseTwilioVoice(hook.form);
  if (!asked.ok) return { status: 400 };
  if (asked.value.digits) return { body: answerTwiml({ language: "en", text: `You pressed ${asked.value.digits}.` }) };
  if (asked.value.machine) return { body: voicemailTwiml({ language: "en", text: "Call us at 206 555 0100." }) };
  const script = { language: "en", identify: "Smith Clinic.", message: "Your visit.", prompt: "Press 1.", goodbye: "Bye." };
  return { body: reminderCallTwiml({ ...script, answerUrl: "/voice/keys?a=1", repeat: 1 }) };
}

async function call(to = patient, attemptId = "c-1") {
  const outcome = await demo.voice.call({
    to,
    from: us,
    url: demo.hooks.url("/voice"),
    statusCallback: demo.hooks.url("/status"),
    attemptId,
    machineDetection: true,
  });
  return outcome.kind === "accepted" ? outcome.providerId : "";
}

async function until(sid: string, done: (view: Awaited<ReturnType<DemoWorld["control"]["call"]>>) => boolean) {
  for (let tries = 0; tries < 400; tries += 1) {
    const view = await demo.control.call(sid);
    if (done(view)) return view;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the call did not get there: ${JSON.stringify(await demo.control.call(sid))}`);
}
const statuses = () => demo.hooks.taken.filter(({ path }) => path.startsWith("/status")).map(({ form }) => form.get("CallStatus"));

describe("calls", () => {
  test("[REM-02] a person hears the reminder, presses a key, and the product is told, signed", async () => {
    demo = await demoWorld({ answer: practice });
    const sid = await call();
    const asking = await until(sid, ({ waiting }) => waiting);
    expect(asking.lines).toEqual([{ who: "practice", text: "Smith Clinic. Your visit. Press 1." }]);
    const after = await demo.control.press(sid, "1");
    expect(after.lines.slice(1)).toEqual([
      { who: "patient", text: "1" },
      { who: "practice", text: "You pressed 1." },
    ]);
    expect(after.status).toBe("completed");
    const keys = demo.hooks.taken.find(({ path }) => path.startsWith("/voice/keys"));
    expect(keys?.path).toBe("/voice/keys?a=1");
    expect(parseTwilioVoice(keys?.form ?? new URLSearchParams())).toMatchObject({ value: { callSid: sid, digits: "1" } });
    for (const { form, url, headers } of demo.hooks.taken)
      expect(
        verifyTwilioSignature({
          authTokens: [demoTwilio.authToken],
          signature: headers["x-twilio-signature"],
          url,
          form,
        }),
      ).toBe(true);
    await until(sid, () => statuses().length === 4);
    expect(statuses()).toHaveLength(4);
    expect(new Set(statuses())).toEqual(new Set(["completed", "in-progress", "initiated", "ringing"]));
    const end = demo.hooks.taken.find(({ form }) => form.get("CallStatus") === "completed");
    expect(parseTwilioCallStatus(end?.form ?? new URLSearchParams(), end?.url ?? "")).toMatchObject({
      value: { attemptId: "c-1", answeredBy: "human", sequence: 3 },
    });
  });

  test("[REM-02] silence: the script is said again, then goodbye", async () => {
    demo = await demoWorld({ answer: practice, delays: { gatherMs: 20 } });
    const sid = await call();
    const { lines } = await until(sid, ({ status }) => status === "completed");
    expect(lines.map(({ text }) => text)).toEqual(["Smith Clinic. Your visit. Press 1.", "Smith Clinic. Your visit. Press 1.", "Bye."]);
    await expect(demo.control.press(sid, "1")).rejects.toMatchObject({ status: 409 });
  });

  test("[REM-02] voicemail hears the voicemail text", async () => {
    demo = await demoWorld({ answer: practice });
    const sid = await call("+12065530200");
    const { lines, answeredBy } = await until(sid, ({ status }) => status === "completed");
    expect(answeredBy).toBe("machine_end_beep");
    expect(lines.at(-1)?.text).toBe("Call us at 206 555 0100.");
  });

  test.each([
    ["+12065530486", "busy"],
    ["+12065530480", "no-answer"],
    ["+12065530404", "failed"],
  ])("[RTY-01] %s ends as %s", async (to, status) => {
    demo = await demoWorld({ answer: practice });
    await until(await call(to), (view) => view.status === status);
    await until((await demo.control.calls())[0]?.sid ?? "", () => statuses().includes(status));
  });

  test("[OPS-02] with answering by hand: pick up, hang up, or let it ring", async () => {
    demo = await demoWorld({ answer: practice, delays: { answerMs: 0, ringMs: 400 } });
    const first = await call();
    await until(first, ({ status }) => status === "ringing");
    expect((await demo.control.answer(first)).waiting).toBe(true);
    expect((await demo.control.hangUp(first)).status).toBe("completed");
    await expect(demo.control.answer(first)).rejects.toMatchObject({ status: 409 });
    const second = await call();
    expect((await demo.control.hangUp(second)).status).toBe("busy");
    const third = await call();
    await until(third, ({ status }) => status === "no-answer");
    expect((await demo.control.calls(patient)).map(({ sid }) => sid)).toEqual([third, second, first]);
  });

  test("[REM-02] a script that cannot be fetched or read ends the call with the carrier's apology", async () => {
    let body = "<Response><Say>half";
    let status = 200;
    demo = await demoWorld({ answer: () => ({ status, body }) });
    const broken = await until(await call(), (view) => view.status === "completed");
    expect(broken.lines.at(-1)).toMatchObject({ who: "line", text: expect.stringContaining("application error") });
    status = 500;
    body = "<Response/>";
    const failed = await until(await call(), (view) => view.status === "completed");
    expect(failed.lines.at(-1)?.who).toBe("line");
    body = "<Response><Redirect>/voice</Redirect></Response>";
    status = 200;
    const looping = await until(await call(), (view) => view.status === "completed");
    expect(looping.lines.at(-1)?.who).toBe("line");
  });

  test("[RTY-03] an inline script works, and a lost answer is found by recipient", async () => {
    demo = await demoWorld({ timeoutMs: 600 });
    await demo.control.behave("twilio", { timeoutAfterAcceptRate: 1 });
    const twiml = "<Response><Say>Hi</Say></Response>";
    const script = { to: patient, from: us, twiml, statusCallback: demo.hooks.url("/s"), attemptId: "c", machineDetection: false };
    expect(await demo.voice.call(script)).toEqual({ kind: "uncertain", reason: "timeout" });
    await demo.control.behave("twilio");
    const [found] = await demo.voice.findByRecipient({ to: patient, from: us });
    const view = await until(found?.providerId ?? "", ({ status }) => status === "completed");
    expect(view.lines).toEqual([{ who: "practice", text: "Hi" }]);
    expect(await demo.voice.find(view.sid)).toMatchObject({ status: "completed", to: patient });
    expect(await demo.voice.find(`CA${"0".repeat(32)}`)).toBeUndefined();
    expect(await demo.voice.call({ ...script, to: "+15005550001" })).toMatchObject({ code: "21217", failure: "permanent" });
  });
});
