"use server";

import { staffAction } from "@/lib/actions/staff-action";
import { acceptAgreement } from "@/lib/agreements/accept-agreement";
import { publishAgreement } from "@/lib/agreements/publish-agreement";
import { acceptInput, publishInput } from "@/lib/agreements/schemas";

export const publish = staffAction({ role: "admin", input: publishInput }, (ctx, input) => publishAgreement(ctx, input));

export const accept = staffAction({ role: "staff", input: acceptInput }, (ctx, input) => acceptAgreement(ctx, input));
