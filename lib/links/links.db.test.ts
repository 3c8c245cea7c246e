import { describe, expect, test } from "vitest";
import { forgetEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import {
  makeAppointment,
  makeFacility,
  makeOrganization,
  makePatient,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { createLinks, ensureLink, type LinkInput } from "./create-link";
import { LINK_GUESSES, openLink, withLink } from "./open-link";
import { revokeLinks } from "./revoke-link";
import { linkToken } from "./token";

const database = useTestDatabase();
const now = new Date("2027-03-01T12:00:00Z");
const later = new Date("2027-03-08T12:00:00Z");
let address = 0;
const ip = () => `198.51.100.${(address += 1)}`;

async function setUp(): Promise<{ org: TestOrganization; patientId: string; appointmentId: string; input: LinkInput }> {
  const org = await makeOrganization(database.urls);
  const patientId = await makePatient(org);
  const appointmentId = await makeAppointment(org, { patientId, facilityId: await makeFacility(org) });
  return { org, patientId, appointmentId, input: { purpose: "appointment", patientId, appointmentId, language: "es", expiresAt: later } };
}

describe("links", () => {
  test("[APP-05] a link opens for its purpose and its patient, until it expires", async () => {
    const { org, patientId, appointmentId, input } = await setUp();
    const { id, token } = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    expect(token).toMatch(/^[1-9A-HJ-NP-Za-km-z]{17}$/);
    const open = (over: object = {}) => openLink({ token, purpose: "appointment", ip: ip(), now, ...over });
    expect(await open()).toEqual({
      id,
      organizationId: org.organizationId,
      purpose: "appointment",
      patientId,
      appointmentId,
      endpointId: null,
      messageId: null,
      language: "es",
      expiresAt: later,
    });
    expect(await open({ purpose: ["preferences", "appointment"] })).toMatchObject({ id });
    expect(await open({ now: new Date(later.getTime() - 1) })).toMatchObject({ id });
    await expect(open({ now: later })).rejects.toMatchObject({ problem: "expired", language: "es" });
    await expect(open({ purpose: "preferences" })).rejects.toMatchObject({ problem: "unknown", language: null });
  });

  test("[APP-05] the handler runs as that patient and nobody else", async () => {
    const { org, input } = await setUp();
    const { id, token } = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    const seen = await withLink({ token, purpose: "appointment", ip: ip(), now }, async (ctx) => ({
      actor: ctx.actor,
      organizationId: ctx.organizationId,
      patients: await ctx.sql("select 1 from patient"),
    }));
    expect(seen).toMatchObject({ actor: { kind: "patient", linkId: id }, organizationId: org.organizationId });
    expect(seen.patients).toHaveLength(1);
    await expect(withLink({ token, purpose: "appointment", ip: ip(), now }, (ctx) => revokeLinks(ctx, { id }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("[APP-05] the database never holds a token, and one character off opens nothing", async () => {
    const { org, input } = await setUp();
    const { id, token } = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    const [row] = await database.query("select row_to_json(l)::text as text from link l where id = $1", [id]);
    expect(row!.text).not.toContain(token);
    const from = ip();
    for (let i = 0; i < token.length; i++) {
      const wrong = token.slice(0, i) + (token[i] === "z" ? "y" : "z") + token.slice(i + 1);
      await expect(openLink({ token: wrong, purpose: "appointment", ip: from, now })).rejects.toMatchObject({ problem: "unknown" });
    }
    for (const odd of ["", "x", "../../etc/passwd", token + token, token.slice(1)])
      await expect(openLink({ token: odd, purpose: "appointment", ip: ip(), now })).rejects.toMatchObject({ problem: "unknown" });
  });

  test("[APP-05] guessing is slowed: after twenty wrong ones an address waits; a right one still opens, because patients share addresses", async () => {
    const { org, input } = await setUp();
    const { token } = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    const from = ip();
    const wrong = () => openLink({ token: "2".repeat(17), purpose: "appointment", ip: from, now });
    for (let i = 0; i < LINK_GUESSES.points; i++) await expect(wrong()).rejects.toMatchObject({ problem: "unknown" });
    await expect(wrong()).rejects.toMatchObject({ code: "too-many" });
    await expect(openLink({ token, purpose: "appointment", ip: from, now })).resolves.toMatchObject({ purpose: "appointment" });
    expect(await openLink({ token, purpose: "appointment", ip: ip(), now })).toBeDefined();
  });

  test("[APP-05] opening the right link is never slowed", async () => {
    const { org, input } = await setUp();
    const { token } = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    const from = ip();
    for (let i = 0; i < LINK_GUESSES.points + 5; i++) await openLink({ token, purpose: "appointment", ip: from, now });
    expect(await openLink({ token, purpose: "appointment", ip: from, now })).toBeDefined();
  });

  test("[APP-05] links are revoked one by one or for a whole visit, audited, and only within the organization", async () => {
    const { org, appointmentId, input } = await setUp();
    const { org: other } = await setUp();
    const [first, second] = await org.asWorkflow((ctx) => createLinks(ctx, [input, { ...input, purpose: "preferences" }]));
    expect(await other.asStaff((ctx) => revokeLinks(ctx, { id: first!.id }))).toBe(0);
    expect(await org.asStaff((ctx) => revokeLinks(ctx, { id: first!.id }))).toBe(1);
    await expect(openLink({ token: first!.token, purpose: "appointment", ip: ip(), now })).rejects.toMatchObject({ problem: "revoked" });
    expect(await openLink({ token: second!.token, purpose: "preferences", ip: ip(), now })).toBeDefined();
    expect(await org.asStaff((ctx) => revokeLinks(ctx, { appointmentId }))).toBe(1);
    await expect(openLink({ token: second!.token, purpose: "preferences", ip: ip(), now })).rejects.toMatchObject({ problem: "revoked" });
    await expect(org.asStaff((ctx) => revokeLinks(ctx, {}))).rejects.toMatchObject({ code: "invalid" });
    const entries = await database.query("select ids from audit_entry where organization_id = $1 and action = 'revoke-link' order by id", [
      org.organizationId,
    ]);
    expect(entries).toEqual([{ ids: [first!.id] }, { ids: [second!.id] }]);
  });

  test("[APP-05] a message gets one link per purpose, however often and from however many sides it is asked for", async () => {
    const { org, input } = await setUp();
    const messageId = newId();
    const ask = () => org.asWorkflow((ctx) => ensureLink(ctx, { ...input, messageId }));
    const all = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(new Set(all.map((l) => l.token)).size).toBe(1);
    const mixed = await org.asWorkflow((ctx) =>
      createLinks(ctx, [
        { ...input, messageId: newId() },
        { ...input, messageId },
        { ...input, messageId, purpose: "preferences" },
        { ...input, messageId, purpose: "preferences" },
        input,
        input,
      ]),
    );
    expect(mixed[1]).toEqual(all[0]);
    expect(mixed[3]).toEqual(mixed[2]);
    expect(new Set(mixed.map((l) => l.id)).size).toBe(5);
    for (const [i, purpose] of (
      ["appointment", "appointment", "preferences", "preferences", "appointment", "appointment"] as const
    ).entries())
      expect((await openLink({ token: mixed[i]!.token, purpose, ip: ip(), now })).id).toBe(mixed[i]!.id);
  });

  test("[APP-05] links of an older key keep opening while the key is kept, and new ones use the newest", async () => {
    const { org, input } = await setUp();
    const old = await org.asWorkflow((ctx) => ensureLink(ctx, input));
    const keys = process.env.LINK_KEYS!;
    try {
      process.env.LINK_KEYS = `2:${Buffer.alloc(32, "n").toString("base64")},${keys}`;
      forgetEnv();
      expect(await openLink({ token: old.token, purpose: "appointment", ip: ip(), now })).toMatchObject({ id: old.id });
      const fresh = await org.asWorkflow((ctx) => ensureLink(ctx, input));
      expect(fresh.token).toBe(linkToken(fresh.id, 2));
      expect(await openLink({ token: fresh.token, purpose: "appointment", ip: ip(), now })).toMatchObject({ id: fresh.id });
    } finally {
      process.env.LINK_KEYS = keys;
      forgetEnv();
    }
  });

  test("[APP-05] a suspended organization's links do not open; a thousand are made in one go", async () => {
    const { org, input } = await setUp();
    const started = performance.now();
    const made = await org.asWorkflow((ctx) =>
      createLinks(
        ctx,
        Array.from({ length: 1_000 }, () => ({ ...input, messageId: newId() })),
      ),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(new Set(made.map((l) => l.token)).size).toBe(1_000);
    await database.query("update organization set status = 'suspended' where id = $1", [org.organizationId]);
    await expect(openLink({ token: made[7]!.token, purpose: "appointment", ip: ip(), now })).rejects.toMatchObject({ problem: "unknown" });
  });
});
