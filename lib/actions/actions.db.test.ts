import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import type { Role } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { ensureLink } from "@/lib/links/create-link";
import { revokeLinks } from "@/lib/links/revoke-link";
import { makeOrganization, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { builtAs } from "./built";
import { patientAction, type PatientActionRequest } from "./patient-action";
import { staffAction, type ActionRequest } from "./staff-action";

const database = useTestDatabase();
class Redirect extends Error {}

function requestOf(org: TestOrganization | undefined, role: Role = "staff") {
  const user: SignedInUser | undefined = org && {
    userId: org.users[role],
    organizationId: org.organizationId,
    role,
    name: "N",
    email: "e@x.example",
    demo: false,
    factor: "password",
    idleMinutes: 15,
    sessionId: newId(),
  };
  const requestId = newId();
  const refresh = vi.fn();
  const request: ActionRequest = {
    user: async () => user,
    requestId: async () => requestId,
    refresh,
    redirect: (to) => {
      throw new Redirect(to);
    },
  };
  return { request, requestId, refresh };
}

const rename = z.object({ id: z.uuid(), last: z.string().min(1, "Enter a last name.") });

describe("staffAction", () => {
  const build = (request: ActionRequest, over: object = {}) =>
    staffAction(
      { role: "staff", input: rename, touches: ["patients"], ...over },
      async function renamePatient(ctx, input) {
        const rows = await ctx.sql("update patient set last_name = $2 where id = $1 returning id", [input.id, input.last]);
        return { changed: rows.length, by: ctx.actor.kind, requestId: ctx.requestId };
      },
      request,
    );

  test("[SEC-02] works alike from code, from a plain form and from useActionState", async () => {
    const org = await makeOrganization(database.urls);
    const id = await makePatient(org);
    const { request, requestId, refresh } = requestOf(org);
    const action = build(request);
    const form = new FormData();
    for (const [name, value] of Object.entries({ id, last: "Ruiz", $ACTION_ID_abc: "" })) form.set(name, value);
    const expected = { ok: true, data: { changed: 1, by: "user", requestId } };
    expect(await action({ id, last: "Ruiz" })).toEqual(expected);
    expect(await action(form)).toEqual(expected);
    expect(await action(null, form)).toEqual(expected);
    expect(refresh).toHaveBeenCalledTimes(3);
    expect(builtAs(action)).toBe("staff");
  });

  test("[SEC-02] signed out, a lesser role, another organization: nothing happens", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const id = await makePatient(org);
    const out = requestOf(undefined);
    expect(await build(out.request)({ id, last: "X" })).toMatchObject({ ok: false, code: "signed-out", requestId: out.requestId });
    expect(await build(requestOf(org).request, { role: "manager" })({ id, last: "X" })).toMatchObject({ ok: false, code: "forbidden" });
    expect(await build(requestOf(org, "admin").request, { role: "manager" })({ id, last: "Y" })).toMatchObject({ ok: true });
    expect(await build(requestOf(other).request)({ id, last: "Z" })).toMatchObject({ ok: true, data: { changed: 0 } });
    expect(await database.query("select last_name from patient where id = $1", [id])).toEqual([{ last_name: "Y" }]);
  });

  test("[SEC-04] input that does not fit says which field; the role is asked first", async () => {
    const org = await makeOrganization(database.urls);
    expect(await build(requestOf(org).request)({ id: newId(), last: "" })).toMatchObject({
      ok: false,
      code: "invalid",
      message: "Enter a last name.",
      fields: { last: "Enter a last name." },
    });
    const two = await build(requestOf(org).request)({ id: "x", last: "" });
    expect(two).toMatchObject({ message: "2 fields need another look.", fields: { id: expect.any(String), last: expect.any(String) } });
    expect(await build(requestOf(org).request, { role: "admin" })({ id: "x", last: "" })).toMatchObject({ code: "forbidden", fields: {} });
  });

  test("[SEC-05] an unexpected error gives a reference and no text, and undoes the work; a known one its message", async () => {
    const org = await makeOrganization(database.urls);
    const id = await makePatient(org);
    const { request, requestId, refresh } = requestOf(org);
    const failing = (error: Error) =>
      staffAction(
        { role: "staff", input: rename },
        async (ctx, input) => {
          await ctx.sql("update patient set last_name = $2 where id = $1", [input.id, input.last]);
          throw error;
        },
        request,
      )({ id, last: "Gone" });
    const unexpected = await failing(new Error('value "Rosa Delgado" violates'));
    expect(unexpected).toMatchObject({ ok: false, code: "unavailable", requestId, fields: {} });
    expect(JSON.stringify(unexpected)).not.toContain("Rosa");
    expect((unexpected as { message: string }).message).toContain(requestId);
    expect(await failing(conflict("Someone else changed this."))).toMatchObject({
      code: "conflict",
      message: "Someone else changed this.",
    });
    expect(await database.query("select last_name from patient where id = $1", [id])).toEqual([{ last_name: "Delgado" }]);
    expect(refresh).not.toHaveBeenCalled();
  });

  test("[SEC-02] it goes on only after everything is saved", async () => {
    const org = await makeOrganization(database.urls);
    const id = await makePatient(org);
    const { request } = requestOf(org);
    const action = staffAction(
      { role: "staff", input: rename, redirectTo: (data: { id: string }) => `/patients/${data.id}` },
      async (ctx, input) => {
        await ctx.sql("update patient set last_name = $2 where id = $1", [input.id, input.last]);
        return { id: input.id };
      },
      request,
    );
    await expect(action({ id, last: "Saved" })).rejects.toThrow(new Redirect(`/patients/${id}`));
    expect(await database.query("select last_name from patient where id = $1", [id])).toEqual([{ last_name: "Saved" }]);
  });
});

describe("patientAction", () => {
  let addresses = 0;
  const requestFrom = (ip = `203.0.113.${(addresses += 1)}`): PatientActionRequest => ({
    requestId: async () => newId(),
    ip: async () => ip,
    redirect: (to) => {
      throw new Redirect(to);
    },
  });
  const confirm = (request = requestFrom()) =>
    patientAction(
      {
        purpose: "appointment",
        input: z.object({ answer: z.enum(["yes", "no"]) }),
        done: (data: { answer: string }, token) => `/p/${token}/done?answer=${data.answer}`,
      },
      async (ctx, input, link) => {
        await ctx.sql("update patient set preferred_name = $2 where id = $1", [link.patientId, input.answer]);
        if (input.answer === "no") throw new Error("Rosa fell over");
        return { answer: input.answer };
      },
      request,
    );
  const form = (fields: Record<string, string>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };
  const gone = async (run: Promise<void>): Promise<string> =>
    run.then(
      () => "stayed",
      (error: Error) => (error instanceof Redirect ? error.message : Promise.reject(error)),
    );

  test("[APP-05] a form post with the right link acts as its patient and ends in a redirect", async () => {
    const org = await makeOrganization(database.urls);
    const patientId = await makePatient(org);
    const { token } = await org.asWorkflow((ctx) =>
      ensureLink(ctx, { purpose: "appointment", patientId, expiresAt: new Date("2100-01-01") }),
    );
    expect(await gone(confirm()(form({ token, answer: "yes" })))).toBe(`/p/${token}/done?answer=yes`);
    expect(await database.query("select preferred_name from patient where id = $1", [patientId])).toEqual([{ preferred_name: "yes" }]);
    expect(builtAs(confirm())).toBe("patient");
    expect(await gone(confirm()(form({ token, answer: "maybe" })))).toBe(`/p/${token}?problem=invalid`);
    expect(await gone(confirm()(form({ token, answer: "no" })))).toMatch(
      new RegExp(`^/p/${token}\\?problem=unavailable&reference=[0-9a-f-]{36}$`),
    );
    expect(await database.query("select preferred_name from patient where id = $1", [patientId])).toEqual([{ preferred_name: "yes" }]);
  });

  test("[APP-05] wrong, expired, revoked and other links change nothing and say why", async () => {
    const org = await makeOrganization(database.urls);
    const patientId = await makePatient(org);
    const make = (purpose: "appointment" | "preferences", expiresAt: string) =>
      org.asWorkflow((ctx) => ensureLink(ctx, { purpose, patientId, expiresAt: new Date(expiresAt) }));
    const expired = await make("appointment", "2020-01-01");
    const other = await make("preferences", "2100-01-01");
    const revoked = await make("appointment", "2100-01-01");
    await org.asStaff((ctx) => revokeLinks(ctx, { id: revoked.id }));
    const tried = async (token: string) => (await gone(confirm()(form({ token, answer: "yes" })))).split("?")[1];
    expect(await tried(expired.token)).toBe("problem=expired");
    expect(await tried(other.token)).toBe("problem=unknown");
    expect(await tried(revoked.token)).toBe("problem=revoked");
    expect(await gone(confirm()(form({ answer: "yes" })))).toBe("/p/-?problem=unknown");
    expect(await gone(confirm()(form({ token: "../../evil", answer: "yes" })))).toBe("/p/..%2F..%2Fevil?problem=unknown");
    expect(await database.query("select preferred_name from patient where id = $1", [patientId])).toEqual([{ preferred_name: null }]);
  });

  test("[APP-05] guessing through the form is slowed too", async () => {
    const request = requestFrom();
    const guess = async () => (await gone(confirm(request)(form({ token: "3".repeat(17), answer: "yes" })))).split("?")[1];
    for (let i = 0; i < 20; i++) expect(await guess()).toBe("problem=unknown");
    expect(await guess()).toBe("problem=too-many");
  });
});
