import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { acceptAgreement } from "./accept-agreement";
import { publishAgreement } from "./publish-agreement";
import { findAgreement, listAgreements, pendingAgreements } from "./queries";

const database = useTestDatabase();
const given = { kind: "baa" as const, title: "BAA", body: "First text", material: false, summary: "" };
const publish = (org: TestOrganization, over: object = {}) => org.asAdmin((ctx) => publishAgreement(ctx, { ...given, ...over }));
const accept = (org: TestOrganization, id: string, as: "asAdmin" | "asManager" | "asStaff" = "asAdmin") =>
  org[as]((ctx) => acceptAgreement(ctx, { id, name: "Ada Okafor" }));
const pending = async (org: TestOrganization, as: "asAdmin" | "asManager" | "asStaff" = "asAdmin") =>
  (await org[as](pendingAgreements)).map(({ kind, version }) => `${kind} ${version}`);
const mails = async (org: TestOrganization) =>
  (
    await database.query(
      "select data ->> 'userId' as who from outbox_event where organization_id = $1 and name = 'luma/account.mail-due' order by 1",
      [org.organizationId],
    )
  ).map((row) => row.who);

describe("versions", () => {
  test("[SEC-08] each publication is a version of its own with text and hash; nothing published can be changed", async () => {
    const org = await makeOrganization(database.urls);
    const one = await publish(org);
    const two = await publish(org, { body: "Second text" });
    expect([one.version, two.version]).toEqual([1, 2]);
    await expect(publish(org, { body: "Second text" })).rejects.toMatchObject({ fields: { body: expect.any(String) } });
    expect((await org.asStaff(listAgreements)).map(({ version, current }) => [version, current])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await org.asStaff((ctx) => findAgreement(ctx, one.id))).toMatchObject({
      body: "First text",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    for (const statement of [
      "update agreement set body = 'x'",
      "delete from agreement",
      "update agreement_acceptance set signed_name = 'x'",
      "delete from agreement_acceptance",
    ])
      for (const as of [org.asAdmin, org.asWorkflow])
        await expect(
          as((ctx) => ctx.sql(statement)),
          statement,
        ).rejects.toThrow("permission denied");
  });

  test("[SEC-08] two admins who publish at once: one version each, or one is told", async () => {
    const org = await makeOrganization(database.urls);
    const results = await Promise.allSettled([publish(org, { body: "a" }), publish(org, { body: "b" }), publish(org, { body: "c" })]);
    const versions = results.flatMap((r) => (r.status === "fulfilled" ? [r.value.version] : []));
    expect(new Set(versions).size).toBe(versions.length);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toMatchObject({ code: "conflict" });
  });
});

describe("acceptance", () => {
  test("[SEC-08] the BAA waits for one admin, who accepts it for all, with name, role, version and time", async () => {
    const org = await makeOrganization(database.urls);
    const { id } = await publish(org);
    expect(await pending(org)).toEqual(["baa 1"]);
    expect(await pending(org, "asStaff")).toEqual([]);
    await expect(accept(org, id, "asManager")).rejects.toMatchObject({ code: "forbidden" });
    await accept(org, id);
    await accept(org, id);
    expect(await pending(org)).toEqual([]);
    const detail = await org.asAdmin((ctx) => findAgreement(ctx, id));
    expect(detail).toMatchObject({
      accepted: 1,
      mine: true,
      acceptances: [{ signedName: "Ada Okafor", role: "admin", name: `admin of ${org.slug}` }],
    });
    const entries = await database.query("select action, detail from audit_entry where organization_id = $1 order by at", [
      org.organizationId,
    ]);
    expect(entries).toEqual([
      { action: "publish-agreement", detail: { kind: "baa", version: 1, material: true } },
      { action: "accept-agreement", detail: { kind: "baa", version: 1 } },
    ]);
  });

  test("[SEC-08] the privacy notice waits for each member by themselves", async () => {
    const org = await makeOrganization(database.urls);
    const { id } = await publish(org, { kind: "privacy-notice" });
    await accept(org, id, "asStaff");
    expect(await pending(org, "asStaff")).toEqual([]);
    expect(await pending(org, "asManager")).toEqual(["privacy-notice 1"]);
    expect((await org.asStaff((ctx) => findAgreement(ctx, id)))!.acceptances).toHaveLength(1);
    expect((await org.asManager((ctx) => findAgreement(ctx, id)))!.acceptances).toHaveLength(0);
    expect((await org.asAdmin((ctx) => findAgreement(ctx, id)))!.acceptances).toHaveLength(1);
  });

  test("[SEC-08] a material change is announced by e-mail and has to be accepted anew; a small one is not", async () => {
    const org = await makeOrganization(database.urls);
    await accept(org, (await publish(org)).id);
    expect(await mails(org)).toEqual([org.users.admin]);
    expect(await publish(org, { body: "Typo mended" })).toMatchObject({ version: 2, told: 0 });
    expect(await pending(org)).toEqual([]);
    await expect(publish(org, { body: "New rules", material: true })).rejects.toMatchObject({ fields: { summary: expect.any(String) } });
    const three = await publish(org, { body: "New rules", material: true, summary: "Sub-processors changed." });
    expect(three).toMatchObject({ version: 3, told: 1 });
    expect(await mails(org)).toEqual([org.users.admin, org.users.admin]);
    expect(await org.asAdmin(pendingAgreements)).toMatchObject([{ version: 3, summary: "Sub-processors changed.", first: false }]);
    // A small change follows before anybody accepted: the current version is what is to be accepted.
    const four = await publish(org, { body: "New rules, spelled right" });
    expect(await pending(org)).toEqual(["baa 4"]);
    await expect(accept(org, three.id)).rejects.toMatchObject({ code: "conflict" });
    await accept(org, four.id);
    expect(await pending(org)).toEqual([]);
    expect(await publish(org, { kind: "privacy-notice" })).toMatchObject({ told: 3 });
  });

  test("[SEC-02] [SEC-08] publishing is for admins; another organization sees and accepts nothing of it", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const { id } = await publish(org);
    for (const as of [org.asManager, org.asStaff, org.asWorkflow])
      await expect(as((ctx) => publishAgreement(ctx, { ...given, body: "x" }))).rejects.toMatchObject({ code: "forbidden" });
    expect(await other.asAdmin((ctx) => findAgreement(ctx, id))).toBeUndefined();
    expect(await other.asAdmin(listAgreements)).toEqual([]);
    expect(await pending(other)).toEqual([]);
    await expect(accept(other, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(accept(org, newId())).rejects.toMatchObject({ code: "not-found" });
  });
});
