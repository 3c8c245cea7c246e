import { describe, expect, test } from "vitest";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { chooseTemplate, loadOwnTemplates } from "./load-templates";
import { previewTemplate } from "./preview";
import { getTemplate, listTemplates } from "./queries";
import { saveTemplate, useStandardTemplate, type TemplateInput } from "./save-template";
import { standardTemplate } from "./standard";

const database = useTestDatabase();
const now = new Date("2027-03-01T15:00:00Z");

const sms = { key: "reminder", channel: "sms", language: "en" } as const;
const words = (body: string): TemplateInput => ({ ...sms, body });
const inUse = (org: TestOrganization, language = "en") =>
  org.asStaff(async (ctx) => chooseTemplate(await loadOwnTemplates(ctx), "reminder", "sms", language));
const entries = (org: TestOrganization) =>
  database.query("select action, actor_id, detail from audit_entry where organization_id = $1 and entity = 'template' order by id", [
    org.organizationId,
  ]);

describe("saveTemplate", () => {
  test("[TPL-01] [TPL-03] own words are used from then on, each save is a version, and the audit says who", async () => {
    const org = await makeOrganization(database.urls);
    expect(await org.asManager((ctx) => saveTemplate(ctx, words("Hi {{ patientFirstName }}, see you on {{ appointmentDate }}.")))).toEqual({
      version: 1,
    });
    expect(await org.asAdmin((ctx) => saveTemplate(ctx, { ...words(" Hello {{ patientFirstName }}. "), basedOn: 1 }))).toEqual({
      version: 2,
    });
    expect(await inUse(org)).toMatchObject({ version: "2", body: "Hello {{ patientFirstName }}." });
    expect((await entries(org)).map((e) => [e.action, e.actor_id, (e.detail as { version: number }).version])).toEqual([
      ["save-template", org.users.manager, 1],
      ["save-template", org.users.admin, 2],
    ]);
    const detail = await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "en"));
    expect(detail).toMatchObject({ newest: 2, source: "own", standard: { body: standardTemplate("reminder", "sms", "en").body } });
    expect(detail.history.map((h) => [h.version, h.by, h.standard])).toEqual([
      [2, `admin of ${org.slug}`, false],
      [1, `manager of ${org.slug}`, false],
    ]);
    const list = await org.asStaff((ctx) => listTemplates(ctx));
    expect(list.find((row) => row.key === "reminder")!.own).toEqual({ sms: ["en"], voice: [], email: [] });
  });

  test("[TPL-05] an unknown squiggly, bad syntax and an empty text are refused beside their field, and nothing is saved", async () => {
    const org = await makeOrganization(database.urls);
    const save = (input: TemplateInput) => org.asManager((ctx) => saveTemplate(ctx, input));
    await expect(save(words("Hi {{ patientFirstNam }}"))).rejects.toMatchObject({
      code: "invalid",
      fields: { body: 'There is no squiggly "patientFirstNam". Did you mean "patientFirstName"?' },
    });
    await expect(save(words("Hi\n{{ patientFirstName"))).rejects.toMatchObject({ fields: { body: expect.stringContaining("not closed") } });
    await expect(save(words("  "))).rejects.toMatchObject({ fields: { body: expect.stringContaining("Write what") } });
    const email = { key: "reminder", channel: "email", language: "en" } as const;
    await expect(save({ ...email, subject: "", body: "Hi" })).rejects.toMatchObject({ fields: { subject: "An e-mail needs a subject." } });
    await expect(save({ ...email, subject: "{{ patientFirstName }}", body: "Hi {{ x }}" })).rejects.toMatchObject({
      fields: { subject: expect.stringContaining("may not stand in it"), body: expect.stringContaining('"x"') },
    });
    expect(await entries(org)).toEqual([]);
    expect(await inUse(org)).toMatchObject({ version: "standard" });
  });

  test("[CON-11] a text that asks for the answer CANCEL is refused", async () => {
    const org = await makeOrganization(database.urls);
    await expect(org.asManager((ctx) => saveTemplate(ctx, words("Reply Y to confirm or reply CANCEL.")))).rejects.toMatchObject({
      fields: { body: expect.stringContaining("Ask for N instead") },
    });
  });

  test("[TPL-01] back to the standard keeps the history and follows the standard; doing it twice writes nothing", async () => {
    const org = await makeOrganization(database.urls);
    expect(await org.asManager((ctx) => useStandardTemplate(ctx, sms))).toEqual({ version: 0 });
    await org.asManager((ctx) => saveTemplate(ctx, words("Hello {{ patientFirstName }}.")));
    expect(await org.asManager((ctx) => useStandardTemplate(ctx, sms))).toEqual({ version: 2 });
    expect(await org.asManager((ctx) => useStandardTemplate(ctx, sms))).toEqual({ version: 2 });
    expect(await inUse(org)).toMatchObject({ version: "standard", body: standardTemplate("reminder", "sms", "en").body });
    const detail = await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "en"));
    expect(detail).toMatchObject({ newest: 2, source: "standard" });
    expect(detail.history.map((h) => h.standard)).toEqual([true, false]);
    expect(await org.asManager((ctx) => saveTemplate(ctx, { ...words("Hello again."), basedOn: 2 }))).toEqual({ version: 3 });
  });

  test("[TPL-09] a language without words shows and sends the English ones", async () => {
    const org = await makeOrganization(database.urls);
    expect(await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "mi"))).toMatchObject({
      source: "fallback",
      from: "en",
      text: { body: standardTemplate("reminder", "sms", "en").body },
    });
    expect(await inUse(org, "mi")).toMatchObject({ language: "en", version: "standard" });
  });

  test("[TPL-09] a language shows its standard words before anyone has reviewed them; the organization's own are used once saved, until it goes back", async () => {
    const org = await makeOrganization(database.urls);
    const french = () => org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "fr"));
    const standard = { body: standardTemplate("reminder", "sms", "fr").body };
    expect(await french()).toMatchObject({ source: "standard", from: "en", text: standard, review: { of: "language", reviewed: false } });
    await org.asManager((ctx) => saveTemplate(ctx, { ...sms, language: "fr", body: "Bonjour {{ patientFirstName }}.", reviewed: true }));
    expect(await french()).toMatchObject({ source: "own", from: "fr" });
    expect(await inUse(org, "fr-CA")).toMatchObject({ body: "Bonjour {{ patientFirstName }}." });
    await org.asManager((ctx) => useStandardTemplate(ctx, { ...sms, language: "fr" }));
    expect(await french()).toMatchObject({ source: "standard", text: standard });
    expect(await inUse(org, "fr")).toMatchObject({ language: "en", version: "standard" });
  });

  test("[TPL-03] saving over a version one has not seen is refused; two at once leave one", async () => {
    const org = await makeOrganization(database.urls);
    const save = (body: string) => org.asManager((ctx) => saveTemplate(ctx, { ...words(body), basedOn: 0 }));
    const results = await Promise.allSettled([save("One."), save("Two."), save("Three.")]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toMatchObject({ code: "conflict" });
    expect(await entries(org)).toHaveLength(1);
  });

  test("[SEC-02] staff may not save or reset; another organization's words are neither seen nor used; unknown messages are not found", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    await expect(org.asStaff((ctx) => saveTemplate(ctx, words("Hi.")))).rejects.toMatchObject({ code: "forbidden" });
    await expect(org.asStaff((ctx) => useStandardTemplate(ctx, sms))).rejects.toMatchObject({ code: "forbidden" });
    await expect(org.asManager((ctx) => saveTemplate(ctx, { ...words("Hi."), key: "nothing" }))).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(org.asManager((ctx) => saveTemplate(ctx, { ...words("Hi."), language: "xx" }))).rejects.toMatchObject({
      code: "not-found",
    });
    await org.asManager((ctx) => saveTemplate(ctx, words("Ours.")));
    expect(await inUse(other)).toMatchObject({ version: "standard" });
    expect(await other.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "en"))).toMatchObject({ newest: 0, history: [] });
  });
});

describe("previewTemplate", () => {
  async function clinic() {
    const org = await makeOrganization(database.urls);
    await makeSender(org);
    const facilityId = await makeFacility(org, { name: "Main Street" });
    const patientId = await makePatient(org, { first_name: "Rosa" });
    await makeContact(org, patientId);
    const providerId = await makeProvider(org);
    const typeId = await makeType(org, { name: "Physical" });
    const visit = (startsAt: string) =>
      makeAppointment(org, { patientId, facilityId, startsAt: new Date(startsAt), columns: { provider_id: providerId, type_id: typeId } });
    return { org, first: await visit("2027-03-15T15:00:00Z"), second: await visit("2027-03-22T18:30:00Z") };
  }
  const preview = (org: TestOrganization, input: Parameters<typeof previewTemplate>[1]) =>
    org.asStaff((ctx) => previewTemplate(ctx, input), { now });

  test("[TPL-05] the text is filled with a real visit's facts, the next one or the one chosen; its links are no real ones", async () => {
    const { org, first, second } = await clinic();
    const body = "Hi {{ patientFirstName }}: {{ appointmentDate }}, {{ appointmentTime }}. {{ confirmLink }}";
    const next = await preview(org, { ...sms, body });
    expect(next.visit).toMatchObject({ id: first, label: "Rosa Delgado, Physical" });
    expect(next.message).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^Hi Rosa: Mon, Mar 15, 11:00 AM\. https?:\/\/\S+example\S*$/),
      segments: 1,
    });
    const chosen = await preview(org, { ...sms, body, appointmentId: second });
    expect(chosen.message).toMatchObject({ text: expect.stringContaining("2:30 PM") });
    const [links] = await database.query("select count(*)::int as n from link where organization_id = $1", [org.organizationId]);
    expect(links).toEqual({ n: 0 });
    const views = await database.query(
      "select entity_id from audit_entry where organization_id = $1 and action = 'view-appointment' and actor_id = $2 order by at",
      [org.organizationId, org.users.staff],
    );
    expect(views).toEqual([{ entity_id: first }, { entity_id: second }]);
  });

  test("[TPL-07] the meter tells segments, encoding and which characters cost", async () => {
    const { org } = await clinic();
    expect((await preview(org, { ...sms, body: "Ready \u{1F600} soon." })).message).toMatchObject({ encoding: "UCS-2", segments: 1 });
    expect((await preview(org, { ...sms, body: "Ready \u{1F600} soon." })).nonGsm).toEqual(["\u{1F600}"]);
    expect((await preview(org, { ...sms, body: "word ".repeat(40) })).message).toMatchObject({ encoding: "GSM-7", segments: 2 });
    const long = await preview(org, { ...sms, body: `{{ patientFullName }} {{ facilityName }} ${"word ".repeat(20)}` });
    expect(long.message).toMatchObject({ segments: 1 });
    expect(long.worst).toMatchObject({ segments: 2, encoding: "GSM-7" });
    expect(long.script).toBeNull();
    const call = await preview(org, { ...sms, channel: "voice", body: "Hello {{ patientFirstName }}." });
    expect(call.script?.lines.join(" ")).toContain("Hello Rosa.");
    expect(call.worst).toBeNull();
  });

  test("[TPL-01] every standard message can be previewed in every channel and language", async () => {
    const { org } = await clinic();
    for (const { key } of await org.asStaff((ctx) => listTemplates(ctx)))
      for (const channel of ["sms", "voice", "email"] as const)
        for (const language of ["en", "es"]) {
          const shown = await preview(org, { key, ...standardTemplate(key, channel, language) });
          expect(shown.errors, `${key} ${channel} ${language}`).toEqual({ subject: [], body: [] });
          // A fact that a visit may lack is named; then the message would be held.
          const missing = shown.message?.ok === false ? shown.message.missing : [];
          expect(shown.message?.ok === true || missing.length > 0, `${key} ${channel} ${language} ${JSON.stringify(shown.message)}`).toBe(
            true,
          );
          expect(["", "appointmentStatus"]).toContain(missing.join(" "));
        }
  });

  test("[TPL-05] mistakes are told instead of a preview; without visits ahead only they are; another organization's visit is not used", async () => {
    const { org, first } = await clinic();
    const wrong = await preview(org, { ...sms, body: "{{ nope }}" });
    expect(wrong.message).toBeNull();
    expect(wrong.errors.body[0]?.message).toContain('"nope"');
    const other = await makeOrganization(database.urls);
    expect(await preview(other, { ...sms, body: "Hi {{ patientFirstName }}", appointmentId: first })).toMatchObject({
      visit: null,
      message: null,
    });
  });
});
