import { describe, expect, test } from "vitest";
import { STANDARD_TEMPLATES, TEMPLATE_CHANNELS, TEMPLATE_KEYS } from "@/lib/templates";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { listLanguageMessages, listLanguages } from "./language-queries";
import { chooseTemplate, loadOwnTemplates } from "./load-templates";
import { getTemplate, listTemplates } from "./queries";
import { reviewLanguage, reviewWording } from "./review";
import { saveTemplate } from "./save-template";

const database = useTestDatabase();
const fr = { key: "reminder", channel: "sms", language: "fr" } as const;
const ALL = TEMPLATE_KEYS.length * TEMPLATE_CHANNELS.length;

const chosen = (org: TestOrganization, language: string) =>
  org.asStaff(async (ctx) => chooseTemplate(await loadOwnTemplates(ctx), "reminder", "sms", language));
const row = async (org: TestOrganization, language: string) =>
  (await org.asStaff((ctx) => listLanguages(ctx))).find((one) => one.language === language);

describe("reviews of translations", () => {
  test("[TPL-09] a new organization sends English and Spanish; the review of a language is taken back and given with who and when, audited", async () => {
    const org = await makeOrganization(database.urls);
    expect(await chosen(org, "es")).toMatchObject({ language: "es" });
    expect(await row(org, "es")).toMatchObject({ standard: "reviewed", fromStart: true, by: null, sent: ALL, all: ALL });
    for (const language of Object.keys(STANDARD_TEMPLATES).filter((one) => one !== "en" && one !== "es"))
      expect(await row(org, language), language).toMatchObject({ standard: "waiting", sent: 0 });
    await org.asManager((ctx) => reviewLanguage(ctx, { language: "es", reviewed: false }));
    expect(await chosen(org, "es")).toMatchObject({
      language: "en",
      passedOver: { reason: "translation-not-reviewed", language: "es" },
    });
    expect(await row(org, "es")).toMatchObject({ standard: "waiting", by: `manager of ${org.slug}`, sent: 0 });
    expect((await org.asStaff((ctx) => listTemplates(ctx)))[0]!.waiting).toContain("es");
    await org.asAdmin((ctx) => reviewLanguage(ctx, { language: "es", reviewed: true }));
    expect(await chosen(org, "es")).toMatchObject({ language: "es" });
    expect(await row(org, "es")).toMatchObject({ standard: "reviewed", by: `admin of ${org.slug}`, fromStart: false });
    const entries = await database.query(
      "select detail from audit_entry where organization_id = $1 and action = 'review-translation' order by id",
      [org.organizationId],
    );
    expect(entries.map((e) => e.detail)).toEqual([
      { language: "es", reviewed: false },
      { language: "es", reviewed: true },
    ]);
  });

  test("[TPL-09] own words in another language are saved and wait, until marked or saved as reviewed; a newer version waits again", async () => {
    const org = await makeOrganization(database.urls);
    const save = (body: string, reviewed?: boolean) => org.asManager((ctx) => saveTemplate(ctx, { ...fr, body, reviewed }));
    await save("Bonjour {{ patientFirstName }}.");
    expect(await chosen(org, "fr")).toMatchObject({ language: "en" });
    expect(await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "fr"))).toMatchObject({
      source: "own",
      from: "en",
      review: { of: "own", reviewed: false },
    });
    expect((await org.asStaff((ctx) => listTemplates(ctx))).find((one) => one.key === "reminder")!.waiting).toContain("fr");
    const review = (version: number, reviewed = true) => org.asManager((ctx) => reviewWording(ctx, { ...fr, version, reviewed }));
    await review(1);
    expect(await chosen(org, "fr")).toMatchObject({ body: "Bonjour {{ patientFirstName }}.", version: "1" });
    expect(await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "fr"))).toMatchObject({
      review: { of: "own", reviewed: true, by: `manager of ${org.slug}` },
    });
    expect(await row(org, "fr")).toMatchObject({ sent: 1 });
    await save("Bonsoir {{ patientFirstName }}.");
    expect(await chosen(org, "fr")).toMatchObject({ language: "en" });
    await expect(review(1)).rejects.toMatchObject({ code: "conflict" });
    await review(2);
    await review(2, false);
    expect(await chosen(org, "fr")).toMatchObject({ language: "en" });
    await save("Salut {{ patientFirstName }}.", true);
    expect(await chosen(org, "fr")).toMatchObject({ version: "3" });
  });

  test("[TPL-09] own English needs no review; own Spanish that waits is stood in for by the reviewed standard", async () => {
    const org = await makeOrganization(database.urls);
    await org.asManager((ctx) => saveTemplate(ctx, { key: "reminder", channel: "sms", language: "en", body: "Ours." }));
    expect(await chosen(org, "en")).toMatchObject({ body: "Ours." });
    await org.asManager((ctx) => saveTemplate(ctx, { key: "reminder", channel: "sms", language: "es", body: "Lo nuestro." }));
    expect(await chosen(org, "es")).toMatchObject({ language: "es", version: "standard" });
    const messages = await org.asStaff((ctx) => listLanguageMessages(ctx, "es"));
    expect(messages).toHaveLength(ALL);
    expect(messages.find((m) => m.key === "reminder" && m.channel === "sms")).toMatchObject({
      source: "own",
      waits: true,
      text: { text: "Lo nuestro." },
      english: { text: "Ours." },
    });
    for (const message of messages) expect(message.text?.text, `${message.key} ${message.channel}`).not.toContain("{{");
  });

  test("[SEC-02] staff may not review; English and languages without words cannot be; another organization's reviews do not count", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    await expect(org.asStaff((ctx) => reviewLanguage(ctx, { language: "es", reviewed: false }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(org.asStaff((ctx) => reviewWording(ctx, { ...fr, version: 1, reviewed: true }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(org.asManager((ctx) => reviewLanguage(ctx, { language: "en", reviewed: false }))).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(org.asManager((ctx) => reviewLanguage(ctx, { language: "xx", reviewed: true }))).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(org.asManager((ctx) => reviewWording(ctx, { ...fr, version: 1, reviewed: true }))).rejects.toMatchObject({
      code: "not-found",
    });
    await org.asManager((ctx) => reviewLanguage(ctx, { language: "es", reviewed: false }));
    expect(await chosen(other, "es")).toMatchObject({ language: "es" });
  });
});
