import { describe, expect, test } from "vitest";
import { resolveSignIn } from "@/lib/tenancy/resolve";
import { saveSetting } from "@/lib/settings/save-setting";
import { loadShell } from "@/lib/shell/queries";
import { makeFacility, makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { changePerson, deactivatePerson, reactivatePerson } from "./change-person";
import { invitePerson, resendInvitation, revokeInvitation } from "./invite";
import { listGroups, listPeople } from "./queries";
import { deleteGroup, saveGroup } from "./save-group";

const database = useTestDatabase();
const facilitiesOf = async (org: TestOrganization): Promise<string[]> =>
  (await org.asStaff((ctx) => loadShell(ctx, null))).facilities.map((f) => f.name);
const actions = async (org: TestOrganization) =>
  (await database.query("select action from audit_entry where organization_id = $1 order by id", [org.organizationId])).map(
    (e) => e.action,
  );
const invitation = { name: "Nia Okoro", role: "staff" as const, groupIds: [] };
const group = { name: "East", allFacilities: false, facilityIds: [] as string[], memberIds: [] as string[] };

async function clinic() {
  const org = await makeOrganization(database.urls, { passwordHash: "x" });
  return { org, east: await makeFacility(org, { name: "East" }), west: await makeFacility(org, { name: "West" }) };
}

describe("groups", () => {
  test("[ADM-03] a group narrows its members to its facilities, several groups add up, from the next request on", async () => {
    const { org, east, west } = await clinic();
    expect(await facilitiesOf(org)).toEqual(["East", "West"]);
    const memberIds = [org.users.staff, org.users.admin];
    const { id } = await org.asAdmin((ctx) => saveGroup(ctx, { ...group, facilityIds: [east], memberIds }));
    expect(await facilitiesOf(org)).toEqual(["East"]);
    expect((await org.asAdmin((ctx) => loadShell(ctx, null))).facilities).toHaveLength(2);
    const second = await org.asAdmin((ctx) =>
      saveGroup(ctx, { ...group, name: "West", facilityIds: [west], memberIds: [org.users.staff] }),
    );
    expect(await facilitiesOf(org)).toEqual(["East", "West"]);
    await org.asAdmin((ctx) => deleteGroup(ctx, { groupId: id }));
    expect(await facilitiesOf(org)).toEqual(["West"]);
    await org.asAdmin((ctx) => saveGroup(ctx, { ...group, id: second.id, name: "All", allFacilities: true, memberIds: [org.users.staff] }));
    await makeFacility(org, { name: "New" });
    expect(await facilitiesOf(org)).toEqual(["East", "New", "West"]);
    expect(await org.asAdmin((ctx) => listGroups(ctx))).toMatchObject([
      { name: "All", allFacilities: true, facilities: [], members: [{ id: org.users.staff }] },
    ]);
    expect(await actions(org)).toEqual(["save-group", "save-group", "delete-group", "save-group"]);
  });

  test("[ADM-03] whoever is in no group sees every facility, or none where the organization says so; admins always all", async () => {
    const { org } = await clinic();
    await org.asAdmin((ctx) => saveSetting(ctx, { key: "access.without-group", scope: "organization", value: "none" }));
    expect(await facilitiesOf(org)).toEqual([]);
    expect((await org.asAdmin((ctx) => loadShell(ctx, null))).facilities).toHaveLength(2);
  });

  test("[ADM-03] names are unique; what belongs to another organization is refused", async () => {
    const { org, east } = await clinic();
    const other = await clinic();
    await org.asAdmin((ctx) => saveGroup(ctx, { ...group, facilityIds: [east] }));
    const refused = (over: object) => expect(org.asAdmin((ctx) => saveGroup(ctx, { ...group, ...over }))).rejects;
    await refused({ name: "east" }).toMatchObject({ fields: { name: expect.any(String) } });
    await refused({ name: "B", facilityIds: [other.east] }).toMatchObject({ fields: { facilityIds: expect.any(String) } });
    await refused({ name: "B", memberIds: [other.org.users.staff] }).toMatchObject({ fields: { memberIds: expect.any(String) } });
    const [{ id } = { id: "" }] = await org.asAdmin((ctx) => listGroups(ctx));
    await expect(other.org.asAdmin((ctx) => deleteGroup(ctx, { groupId: id }))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("people", () => {
  test("[ADM-03] an invitation makes an account and a link, can be sent again, and taken back, which frees the address", async () => {
    const { org } = await clinic();
    const email = `nia@${org.slug}.example`;
    const { id } = await org.asAdmin((ctx) => invitePerson(ctx, { ...invitation, email }));
    const person = async () => (await org.asAdmin((ctx) => listPeople(ctx))).find((p) => p.id === id);
    expect(await person()).toMatchObject({
      name: "Nia Okoro",
      email,
      role: "staff",
      state: "invited",
      lastSignIn: null,
      secondFactor: false,
    });
    expect((await person())?.invitedUntil).not.toBeNull();
    await org.asAdmin((ctx) => resendInvitation(ctx, { userId: id }));
    const tokens = await database.query("select 1 from password_token where user_id = $1", [id]);
    expect(tokens).toHaveLength(1);
    await org.asAdmin((ctx) => revokeInvitation(ctx, { userId: id }));
    expect(await person()).toBeUndefined();
    expect(await resolveSignIn(email)).toBeUndefined();
    await org.asAdmin((ctx) => invitePerson(ctx, { ...invitation, email }));
    const mails = await database.query("select data ->> 'mail' as mail from outbox_event where organization_id = $1", [org.organizationId]);
    expect(mails.map((m) => m.mail)).toEqual(["invitation", "invitation", "invitation"]);
  });

  test("[ADM-03] an address that is used anywhere is not invited twice; whoever joined is no invitation any more", async () => {
    const { org } = await clinic();
    const other = await clinic();
    const email = `staff@${other.org.slug}.example`;
    await expect(org.asAdmin((ctx) => invitePerson(ctx, { ...invitation, email }))).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    });
    for (const verb of [resendInvitation, revokeInvitation]) {
      await expect(org.asAdmin((ctx) => verb(ctx, { userId: org.users.staff }))).rejects.toMatchObject({ code: "conflict" });
      await expect(org.asAdmin((ctx) => verb(ctx, { userId: other.org.users.staff }))).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("[ADM-03] a new role holds from the next request on, whatever the session says", async () => {
    const { org } = await clinic();
    const before = await org.asManager(async (ctx) => ctx.actor);
    expect(before).toMatchObject({ role: "manager" });
    await org.asAdmin((ctx) => changePerson(ctx, { userId: org.users.manager, role: "staff", groupIds: [] }));
    expect(await org.asManager(async (ctx) => ctx.actor)).toMatchObject({ role: "staff" });
  });

  test("[ADM-03] deactivating ends sessions and access at once, and signing in; reactivating brings it back", async () => {
    const { org } = await clinic();
    await database.query(
      "insert into user_session (id, user_id, organization_id, expires_at) values (gen_random_uuid(), $1, $2, now() + interval '1 hour')",
      [org.users.staff, org.organizationId],
    );
    await org.asAdmin((ctx) => deactivatePerson(ctx, { userId: org.users.staff }));
    expect(await database.query("select 1 from user_session where user_id = $1 and revoked_at is null", [org.users.staff])).toEqual([]);
    await expect(org.asStaff(async (ctx) => ctx.now)).rejects.toMatchObject({ code: "signed-out" });
    expect(await resolveSignIn(`staff@${org.slug}.example`)).toBeUndefined();
    await org.asAdmin((ctx) => reactivatePerson(ctx, { userId: org.users.staff }));
    expect(await org.asStaff(async (ctx) => ctx.actor)).toMatchObject({ role: "staff" });
    expect(await resolveSignIn(`staff@${org.slug}.example`)).toBeDefined();
  });

  test("[ADM-03] the last admin who can sign in keeps the role, also when two take it from each other at once", async () => {
    const { org } = await clinic();
    const { admin, manager } = org.users;
    const demote = (userId: string, by = org.asAdmin) => by((ctx) => changePerson(ctx, { userId, role: "staff", groupIds: [] }));
    await expect(demote(admin)).rejects.toMatchObject({ code: "conflict" });
    await expect(org.asAdmin((ctx) => deactivatePerson(ctx, { userId: admin }))).rejects.toMatchObject({ code: "conflict" });
    // One who was invited as an admin and never came does not count.
    await org.asAdmin((ctx) => invitePerson(ctx, { ...invitation, role: "admin", email: `second@${org.slug}.example` }));
    await expect(demote(admin)).rejects.toMatchObject({ code: "conflict" });
    await org.asAdmin((ctx) => changePerson(ctx, { userId: manager, role: "admin", groupIds: [] }));
    const both = await Promise.allSettled([demote(manager), demote(admin, org.asManager)]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const admins = await database.query("select 1 from membership where organization_id = $1 and role = 'admin' and invited_at is null", [
      org.organizationId,
    ]);
    expect(admins).toHaveLength(1);
  });

  test("[SEC-02] nobody is changed from another organization", async () => {
    const { org } = await clinic();
    const other = await clinic();
    const userId = other.org.users.staff;
    await expect(org.asAdmin((ctx) => deactivatePerson(ctx, { userId }))).rejects.toMatchObject({ code: "not-found" });
    await expect(org.asAdmin((ctx) => changePerson(ctx, { userId, role: "admin", groupIds: [] }))).rejects.toMatchObject({
      code: "not-found",
    });
    expect((await org.asAdmin((ctx) => listPeople(ctx))).map((p) => p.id)).not.toContain(userId);
  });
});
