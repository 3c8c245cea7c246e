import { z } from "zod";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { behaviourOf, CARRIER_MODES } from "./modes";
import { knownEndpoints } from "./queries";
import { asAppError, standIn } from "./stand-in";

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "Not a phone number.");
const sid = z.string().regex(/^CA[0-9a-f]{32}$/, "Not a call.");

/** What one can do on the Simulator screen as a patient, or to the stand-ins. */
export const simulatorAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("reply"), from: phone, to: phone, body: z.string().min(1, "Write something first.").max(10_000) }),
  z.object({ act: z.literal("call-in"), from: phone, to: phone }),
  z.object({ act: z.literal("answer"), sid }),
  z.object({ act: z.literal("voicemail"), sid }),
  z.object({ act: z.literal("hang-up"), sid }),
  z.object({ act: z.literal("press"), sid, digits: z.string().regex(/^[\d*#]{1,20}$/, "Only keys of a phone.") }),
  z.object({
    act: z.literal("behave"),
    carrier: z.enum(["twilio", "resend"]),
    mode: z.enum(CARRIER_MODES),
    code: z.string().max(60).default(""),
  }),
]);
export type SimulatorAct = z.input<typeof simulatorAct>;

/** Runs one short transaction; the stand-ins are called between such, never inside. */
export type InContext = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;

/**
 * [OPS-02] Acts as the patient on a phone of this organization, or changes how the stand-ins behave. Throws `not-found` for phones and
 * calls of others, `forbidden` outside the demonstration, `unavailable` where the simulator does not run, `conflict` for a call that is over.
 */
export async function actInSimulator(run: InContext, input: z.output<typeof simulatorAct>): Promise<void> {
  const control = standIn();
  try {
    switch (input.act) {
      case "behave":
        await run(async (ctx) => requireRole(ctx, "staff"));
        await control.behave(input.carrier);
        if (input.mode !== "well") await control.behave(input.carrier, behaviourOf(input.mode, input.code));
        return;
      case "reply":
        await run((ctx) => requireOwn(ctx, input.from, input.to));
        await control.reply({ from: input.from, to: input.to, body: input.body });
        return;
      case "call-in":
        await run((ctx) => requireOwn(ctx, input.from, input.to));
        await control.callIn({ from: input.from, to: input.to });
        return;
      default: {
        const call = await control.call(input.sid);
        await run((ctx) => requireOwn(ctx, call.inbound ? call.from : call.to, call.inbound ? call.to : call.from));
        if (input.act === "answer") await control.answer(input.sid);
        else if (input.act === "voicemail") await control.voicemail(input.sid);
        else if (input.act === "hang-up") await control.hangUp(input.sid);
        else await control.press(input.sid, input.digits);
      }
    }
  } catch (error) {
    throw asAppError(error);
  }
}

/** The patient's phone and the practice's number both belong to the organization. */
async function requireOwn(ctx: Ctx, patient: string, practice: string): Promise<void> {
  requireRole(ctx, "staff");
  const [endpoint] = await knownEndpoints(ctx, [patient]);
  const [sender] = await ctx.sql("select 1 from sender where organization_id = $1 and address = $2 limit 1", [
    ctx.organizationId,
    practice,
  ]);
  if (!endpoint || !sender) throw notFound("phone");
}
