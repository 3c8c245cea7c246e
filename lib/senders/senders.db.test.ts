import { expect, test } from "vitest";
import { sendAccountMail } from "@/lib/auth/mail/send";
import type { Scope } from "@/lib/context";
import { makeFacility, makeOrganization, makeSender, type TestOrganization, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { checkAccount } from "./check-account";
import { listAccounts, listSenders } from "./queries";
import { saveAccount } from "./save-account";
import { saveSender } from "./save-sender";
import { accountInput, senderInput } from "./schemas";
import { addStandIns, tellStandIns } from "./stand-ins";
import { startSender, stopSender } from "./stop-sender";

const db = useTestDatabase();
const product = useProduct(db);

const usual = { keywordAnswers: "carrier", cancelMode: "A", isDefault: true, accountMail: false } as const;
const texts = (accountId: string, address: string, over = {}) =>
  senderInput.parse({ ...usual, accountId, channel: "sms", address, kind: "long-code", ...over });
const scopeOf = (org: TestOrganization, role: "admin" | "manager" | "staff"): Scope => ({
  organizationId: org.organizationId,
  actor: { kind: "user", id: org.users[role], role },
});
const twilio = (over = {}) =>
  accountInput.parse({ carrier: "twilio", accountRef: `AC${"b2".repeat(16)}`, secret: "0123456789abcdef0123456789abcdef", ...over });

test("[ADM-02] [SEC-05] an account's keys go in sealed and never come out; admins only", async () => {
  const org = await makeOrganization(db.urls);
  await expect(org.asManager((ctx) => saveAccount(ctx, twilio()))).rejects.toMatchObject({ code: "forbidden" });
  await expect(org.asAdmin((ctx) => saveAccount(ctx, twilio({ secret: "" })))).rejects.toMatchObject({
    fields: { secret: expect.any(String) },
  });
  const { id } = await org.asAdmin((ctx) => saveAccount(ctx, twilio()));
  await expect(org.asAdmin((ctx) => saveAccount(ctx, twilio()))).rejects.toMatchObject({ fields: { accountRef: expect.any(String) } });
  const [row] = await db.query("select secret_sealed, secret_key_id from carrier_account where id = $1", [id]);
  expect((row!.secret_sealed as Buffer).toString("latin1")).not.toContain("0123456789abcdef");
  expect(JSON.stringify(await org.asManager(listAccounts))).not.toContain("0123456789abcdef");
  // Without a new key the old one stays.
  await org.asAdmin((ctx) => saveAccount(ctx, twilio({ id, secret: "" })));
  expect(await org.asManager(listAccounts)).toMatchObject([
    { id, carrier: "twilio", webhooks: [{ url: `${product.url}/api/webhooks/twilio/${id}/sms` }] },
  ]);
  const entries = await db.query("select action, detail from audit_entry where entity_id = $1 order by id", [id]);
  expect(entries.map((one) => one.action)).toEqual(["save-carrier-account", "save-carrier-account"]);
  expect(entries[1]!.detail).toMatchObject({ new: false, newSecret: false });
  const other = await makeOrganization(db.urls);
  await expect(other.asAdmin((ctx) => saveAccount(ctx, twilio({ id })))).rejects.toMatchObject({ code: "not-found" });
});

test("[ADM-02] one default for each channel; a facility has its own; another organization's account and facility are none", async () => {
  const org = await makeOrganization(db.urls);
  const other = await makeOrganization(db.urls);
  const facilityId = await makeFacility(org);
  const { id: accountId } = await org.asAdmin((ctx) => saveAccount(ctx, twilio()));
  await expect(org.asStaff((ctx) => saveSender(ctx, texts(accountId, "+12125550171")))).rejects.toMatchObject({ code: "forbidden" });
  const first = await org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550171", { isDefault: false })));
  const second = await org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550172")));
  const own = await org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550173", { facilityId })));
  const byId = async () => new Map((await org.asManager(listSenders)).map((row) => [row.id, row]));
  expect((await byId()).get(first.id)).toMatchObject({ isDefault: false });
  expect((await byId()).get(second.id)).toMatchObject({ isDefault: true });
  expect((await byId()).get(own.id)).toMatchObject({ isDefault: false, facility: { id: facilityId } });
  // The default goes to a facility: another one takes its place.
  await org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550172", { id: second.id, facilityId })));
  expect((await byId()).get(first.id)).toMatchObject({ isDefault: true });
  await expect(org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550171")))).rejects.toMatchObject({
    fields: { address: expect.any(String) },
  });
  const foreign = await makeFacility(other);
  await expect(org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550175", { facilityId: foreign })))).rejects.toMatchObject({
    fields: { facilityId: expect.any(String) },
  });
  await expect(other.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550176")))).rejects.toMatchObject({
    fields: { accountId: expect.any(String) },
  });
  // The number of a sender is what messages name: it is not changed under them.
  await expect(org.asManager((ctx) => saveSender(ctx, texts(accountId, "+12125550177", { id: first.id })))).rejects.toMatchObject({
    code: "not-found",
  });
});

test("[ADM-02] stopped by staff and started again, with its account; what waited goes on", async () => {
  const org = await makeOrganization(db.urls);
  const { senderId, accountId } = await makeSender(org);
  await org.asManager((ctx) => stopSender(ctx, { id: senderId }));
  expect(await org.asManager(listSenders)).toMatchObject([{ stopped: true, stoppedReason: "staff" }]);
  await expect(org.asManager((ctx) => stopSender(ctx, { id: senderId }))).rejects.toMatchObject({ code: "not-found" });
  await db.query("update carrier_account set stopped_at = now(), stopped_reason = '20003' where id = $1", [accountId]);
  await org.asManager((ctx) => startSender(ctx, { id: senderId }));
  expect(await org.asManager(listSenders)).toMatchObject([{ stopped: false, stoppedReason: null }]);
  await expect(org.asManager((ctx) => startSender(ctx, { id: senderId }))).rejects.toMatchObject({ code: "not-found" });
  const other = await makeOrganization(db.urls);
  await expect(other.asManager((ctx) => startSender(ctx, { id: senderId }))).rejects.toMatchObject({ code: "not-found" });
  await expect(org.asStaff((ctx) => startSender(ctx, { id: senderId }))).rejects.toMatchObject({ code: "forbidden" });
});

test("[ADM-02] [ADM-05] in the demonstration stand-ins are set up with one press, and the test of the connection asks them", async () => {
  const org = await makeOrganization(db.urls);
  await expect(org.asManager(addStandIns)).rejects.toMatchObject({ code: "forbidden" });
  await org.asAdmin(addStandIns);
  await expect(org.asAdmin(addStandIns)).rejects.toMatchObject({ code: "conflict" });
  const [texting, mailing] = (await org.asManager(listAccounts)).toSorted((a, b) => b.carrier.localeCompare(a.carrier));
  const check = (id: string) => checkAccount(scopeOf(org, "manager"), { id });
  expect(await check(texting!.id)).toMatchObject({ ok: false, message: expect.stringContaining("refuses") });
  await tellStandIns(scopeOf(org, "manager"));
  expect(await check(texting!.id)).toMatchObject({ ok: true });
  expect(await check(mailing!.id)).toMatchObject({ ok: true });
  await org.asManager((ctx) => saveSender(ctx, texts(texting!.id, "+12125550179")));
  expect(await check(texting!.id)).toMatchObject({ ok: false, message: expect.stringContaining("+12125550179") });
  await expect(checkAccount(scopeOf(org, "staff"), { id: texting!.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(tellStandIns(scopeOf(org, "staff"))).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeOrganization(db.urls);
  await expect(checkAccount(scopeOf(other, "manager"), { id: texting!.id })).rejects.toMatchObject({ code: "not-found" });
});

test("[ADM-03] e-mails about accounts come from the sender that is marked for it, and from none that is stopped", async () => {
  const org = await makeOrganization(db.urls);
  const { resendAccount } = await product.connect(org);
  const mark = senderInput.parse({
    ...usual,
    isDefault: false,
    accountMail: true,
    accountId: resendAccount,
    channel: "email",
    address: "people@clinics.example",
    kind: "email",
  });
  const { id } = await org.asManager((ctx) => saveSender(ctx, mark));
  const mail = { organizationId: org.organizationId, mail: "password-changed", userId: org.users.staff } as const;
  expect(await sendAccountMail({ ...mail, key: "one" })).toEqual({ sent: true });
  const inbox = () => product.simulator.inbox(`staff@${org.slug}.example`);
  expect((await inbox())[0]).toMatchObject({ from: expect.stringContaining("people@clinics.example") });
  await org.asManager((ctx) => stopSender(ctx, { id }));
  expect(await sendAccountMail({ ...mail, key: "two" })).toEqual({ sent: true });
  expect((await inbox())[0]).toMatchObject({ from: expect.not.stringContaining("people@clinics.example") });
});
