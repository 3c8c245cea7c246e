"use server";

import { z } from "zod";
import { changePerson, deactivatePerson, reactivatePerson } from "@/lib/access/change-person";
import { invitePerson, resendInvitation, revokeInvitation } from "@/lib/access/invite";
import { deleteGroup, saveGroup } from "@/lib/access/save-group";
import { groupInput, inviteInput, personInput } from "@/lib/access/schemas";
import { staffAction } from "@/lib/actions/staff-action";
import { linkWithoutMail } from "@/lib/auth/mail/link-without-mail";
import { resetSecondFactor } from "@/lib/auth/second-factor/reset";
import { revokeSessions } from "@/lib/auth/sessions/revoke";

const person = z.object({ userId: z.uuid() });

export const invite = staffAction({ role: "admin", input: inviteInput }, async (ctx, input) => {
  const { tokenId } = await invitePerson(ctx, input);
  return { link: await linkWithoutMail(ctx, tokenId) };
});
export const change = staffAction({ role: "admin", input: personInput }, (ctx, input) => changePerson(ctx, input));
export const resend = staffAction({ role: "admin", input: person }, (ctx, input) => resendInvitation(ctx, input));
export const revoke = staffAction({ role: "admin", input: person }, (ctx, input) => revokeInvitation(ctx, input));
export const deactivate = staffAction({ role: "admin", input: person }, (ctx, input) => deactivatePerson(ctx, input));
export const reactivate = staffAction({ role: "admin", input: person }, (ctx, input) => reactivatePerson(ctx, input));
export const endSessions = staffAction({ role: "admin", input: person }, (ctx, input) => revokeSessions(ctx, input));
export const resetFactor = staffAction({ role: "admin", input: person }, (ctx, input) => resetSecondFactor(ctx, input));

export const saveOneGroup = staffAction({ role: "admin", input: groupInput }, (ctx, input) => saveGroup(ctx, input));
export const removeGroup = staffAction({ role: "admin", input: z.object({ groupId: z.uuid() }) }, (ctx, input) => deleteGroup(ctx, input));
