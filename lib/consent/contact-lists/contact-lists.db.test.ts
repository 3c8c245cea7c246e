import { describe, expect, test } from "vitest";
import { saveSetting } from "@/lib/settings/save-setting";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { reminded } from "@/tests/support/reminded";
import { addToContactList } from "./add-entries";
import { isAllowListOnly, listContactList } from "./list-entries";
import { removeFromContactList } from "./remove-entry";

const db = useTestDatabase();
const product = useProduct(db);

const add = (org: TestOrganization, list: "allowed" | "blocked", addresses: string, note?: string) =>
  org.asManager((ctx) => addToContactList(ctx, { list, addresses, note }));
const listed = (org: TestOrganization, list: "allowed" | "blocked", q = "") =>
  org.asStaff((ctx) => listContactList(ctx, { list, q })).then((page) => page.rows);
const onlyAllowed = (org: TestOrganization, value: boolean) =>
  org.asAdmin((ctx) => saveSetting(ctx, { key: "consent.allowListOnly", scope: "organization", value }));
const answers = (org: TestOrganization) =>
  org.asStaff((ctx) =>
    ctx.sql<{ state: string; reason: string | null }>(
      "select state, reason from planned_message where kind = 'answer' order by ideal_at desc, id desc",
    ),
  );

describe("the lists of numbers and addresses", () => {
  test("[CON-08] many are added at once, once each; a line that is neither number nor address adds nothing", async () => {
    const org = await makeOrganization(db.urls);
    expect(await add(org, "blocked", "(212) 555-0111\n212-555-0111\nFax@Clinic.example", "Fax line")).toEqual({ added: 2, already: 0 });
    expect(await add(org, "blocked", "+12125550111")).toEqual({ added: 0, already: 1 });
    expect(
      (await listed(org, "blocked")).map((r) => [r.address, r.note, r.by]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
    ).toEqual([
      ["+12125550111", "Fax line", `manager of ${org.slug}`],
      ["fax@clinic.example", "Fax line", `manager of ${org.slug}`],
    ]);
    expect(await listed(org, "allowed")).toEqual([]);
    await expect(add(org, "blocked", "(212) 555-0112\nnobody")).rejects.toMatchObject({
      fields: { addresses: expect.stringContaining("nobody") },
    });
    expect(await listed(org, "blocked")).toHaveLength(2);
    expect((await listed(org, "blocked", "fax@")).map((r) => r.address)).toEqual(["fax@clinic.example"]);
    await expect(org.asStaff((ctx) => addToContactList(ctx, { list: "blocked", addresses: "+12125550113" }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("[CON-08] a blocked number gets nothing that was planned, and no answer either; unblocked, it does again", async () => {
    const c = await reminded(db, product);
    await add(c.org, "blocked", c.phone);
    expect(await c.say("Y")).toHaveLength(1);
    expect((await answers(c.org))[0]).toEqual({ state: "skipped", reason: "contact-blocked" });
    const [row] = await listed(c.org, "blocked");
    await c.org.asManager((ctx) => removeFromContactList(ctx, { entryId: row!.id }));
    expect(await listed(c.org, "blocked")).toEqual([]);
    expect(await c.say("N")).toHaveLength(2);
  });

  test("[CON-07] while only the allow-list is contacted, nobody else hears anything, answers neither", async () => {
    const c = await reminded(db, product);
    const reminders = () =>
      c.org.asStaff((ctx) =>
        ctx.sql<{ state: string; reason: string | null }>(
          "select state, reason from planned_message where kind = 'reminder' and state <> 'sent'",
        ),
      );
    await onlyAllowed(c.org, true);
    expect(await c.org.asStaff((ctx) => isAllowListOnly(ctx))).toBe(true);
    expect(await c.say("Y")).toHaveLength(1);
    expect((await answers(c.org))[0]).toEqual({ state: "skipped", reason: "not-on-allow-list" });
    await add(c.org, "allowed", c.phone);
    expect(await c.say("N")).toHaveLength(2);
    expect((await reminders()).filter((r) => r.reason === "not-on-allow-list")).toEqual([]);
  });

  test("[SEC-02] [CON-07] [CON-08] another organization sees, changes and is held back by none of it", async () => {
    const org = await makeOrganization(db.urls);
    const other = await makeOrganization(db.urls);
    await add(org, "blocked", "+12125550111");
    await add(org, "allowed", "+12125550112");
    await onlyAllowed(org, true);
    expect(await listed(other, "blocked")).toEqual([]);
    expect(await listed(other, "allowed")).toEqual([]);
    expect(await other.asStaff((ctx) => isAllowListOnly(ctx))).toBe(false);
    const [row] = await listed(org, "blocked");
    await expect(other.asAdmin((ctx) => removeFromContactList(ctx, { entryId: row!.id }))).rejects.toMatchObject({ code: "not-found" });
    expect(await listed(org, "blocked")).toHaveLength(1);
  });
});
