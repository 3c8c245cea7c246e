import { beforeAll, describe, expect, test } from "vitest";
import { linkToken } from "@/lib/links/token";
import { newId } from "@/lib/ids";
import { emailOf, passStep, queuedMails, withAuthenticator } from "@/tests/support/accounts";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { createPasswordToken } from "./password-token";
import { hashPassword } from "./passwords";
import { codeAt } from "./second-factor/totp";
import { enrolDuringSignIn, enrolmentOf, signInWithCode } from "./second-half";
import { changeOwnPassword, findPasswordToken, requestPasswordReset, setPasswordByToken } from "./set-password";
import { unlockUser } from "./lockout";
import { SIGN_IN_BY_EMAIL, signInWithPassword } from "./sign-in";

/* What somebody tries who knows an address, a password, or an old link – and what befalls the person meanwhile. */

const database = useTestDatabase();
const password = "violet kayak 93 lamp";
const fresh = "brass owls under seven ladders";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let address = 0;
const ip = () => `203.0.113.${(address += 1) % 250}`;
const make = () => makeOrganization(database.urls, { passwordHash });
const now = () => Date.now() / 1000;

async function half(org: TestOrganization, word = password): Promise<string> {
  const outcome = await signInWithPassword({ email: emailOf(org, "staff"), password: word, ip: ip() });
  if (outcome.next === "signed-in") throw new Error("was not asked for a second factor");
  return outcome.stepId;
}
const enter = (stepId: string, code: string, kind: "app" | "recovery" = "app") =>
  signInWithCode({ stepId, code, with: kind, requestId: newId(), ip: ip(), userAgent: "Test/1.0" });

/** The token in the e-mail about the newest link. */
async function newestToken(org: TestOrganization): Promise<string> {
  const { tokenId } = (await queuedMails(database.query, org.organizationId)).findLast((one) => one.tokenId)!;
  const [row] = await database.query("select key_version from password_token where id = $1", [tokenId]);
  return linkToken(tokenId!, Number(row!.key_version));
}
const forgot = (org: TestOrganization) => requestPasswordReset({ email: emailOf(org, "staff"), ip: ip(), requestId: newId() });
const stateOf = async (token: string) => (await findPasswordToken(token, ip()))?.state;

describe("who knows the password", () => {
  test("[SEC-01] never sees the key that the person sets up: every sign-in has a key of its own, and ends the one before", async () => {
    const org = await make();
    const thief = await half(org);
    const seen = (await enrolmentOf(thief, newId()))!.secret;
    const person = await half(org);
    const { secret } = (await enrolmentOf(person, newId()))!;
    expect(secret).not.toBe(seen);
    expect(await enrolmentOf(thief, newId())).toBeUndefined();
    await expect(enrolDuringSignIn({ stepId: thief, code: codeAt(seen, now()), requestId: newId() })).rejects.toMatchObject({
      code: "signed-out",
    });
    expect(await enrolDuringSignIn({ stepId: person, code: codeAt(secret, now()), requestId: newId() })).toHaveLength(10);
  });

  test("[SEC-01] sees it neither by signing in at the same moment", async () => {
    const org = await make();
    const steps = await Promise.all([half(org), half(org), half(org)]);
    const shown = await Promise.all(steps.map((step) => enrolmentOf(step, newId())));
    expect(shown.filter(Boolean)).toHaveLength(1);
  });

  test("[SEC-01] does not end a sign-in that waits for a code, nor recovery codes that are being read", async () => {
    const org = await make();
    const person = await half(org);
    const { secret } = (await enrolmentOf(person, newId()))!;
    await enrolDuringSignIn({ stepId: person, code: codeAt(secret, now()), requestId: newId() });
    await passStep(database.query, org.users.staff);
    const [one, two] = [await half(org), await half(org)];
    expect(await enter(one, codeAt(secret, now()))).toBeDefined();
    await passStep(database.query, org.users.staff);
    expect(await enter(two, codeAt(secret, now()))).toBeDefined();
  });

  test("[SEC-01] of two who enter the same recovery code at once, one gets in", async () => {
    const org = await make();
    const { recoveryCodes } = await withAuthenticator(org, "staff");
    const steps = [await half(org), await half(org)];
    const results = await Promise.allSettled(steps.map((step) => enter(step, recoveryCodes[0]!, "recovery")));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

async function guess(org: TestOrganization): Promise<void> {
  for (let i = 0; i <= SIGN_IN_BY_EMAIL.points; i++)
    await expect(signInWithPassword({ email: emailOf(org, "staff"), password: "wrong", ip: ip() })).rejects.toBeDefined();
  await expect(half(org)).rejects.toMatchObject({ code: "too-many" });
}

describe("who knows the address", () => {
  test("[SEC-01] keeps nobody out by guessing: a new password opens the account at once, and so does an admin", async () => {
    const org = await make();
    await guess(org);
    await forgot(org);
    await setPasswordByToken({ token: await newestToken(org), password: fresh, ip: ip(), requestId: newId() });
    expect(await half(org, fresh)).toBeDefined();
    await guess(org);
    await org.asAdmin((ctx) => unlockUser(ctx, { userId: org.users.staff }));
    expect(await half(org, fresh)).toBeDefined();
  });

  test("[SEC-01] [ADM-03] does not end an invitation by asking for a reset; once a password is set, both links are over", async () => {
    const org = await make();
    await org.asAdmin((ctx) => createPasswordToken(ctx, { userId: org.users.staff, purpose: "invitation" }));
    const invitation = await newestToken(org);
    await forgot(org);
    expect(await stateOf(invitation)).toBe("open");
    const reset = await newestToken(org);
    expect(reset).not.toBe(invitation);
    await setPasswordByToken({ token: reset, password: fresh, ip: ip(), requestId: newId() });
    expect(await stateOf(invitation)).toBeUndefined();
  });
});

describe("who has an old link", () => {
  test("[SEC-01] cannot use it after the person changed the password", async () => {
    const org = await make();
    await forgot(org);
    const token = await newestToken(org);
    const actor = { kind: "user", id: org.users.staff, role: "staff" } as const;
    await changeOwnPassword({ organizationId: org.organizationId, actor, requestId: newId() }, { current: password, password: fresh });
    await expect(setPasswordByToken({ token, password: "nine violet kettles sing", ip: ip(), requestId: newId() })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await half(org, fresh)).toBeDefined();
  });
});
