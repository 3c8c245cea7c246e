import { describe, expect, test } from "vitest";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { getBlock, listBlockNames, listBlocks } from "./block-queries";
import { partialsFor } from "./blocks";
import { chooseTemplate, loadBlocks, loadOwnTemplates } from "./load-templates";
import { renderMessage } from "./render";
import { removeBlock, saveBlock, type BlockInput } from "./save-block";
import { saveTemplate } from "./save-template";

const database = useTestDatabase();
const en = { name: "parking", channel: "any", language: "en" } as const;
const save = (org: TestOrganization, input: Partial<BlockInput> & { body: string }) =>
  org.asManager((ctx) => saveBlock(ctx, { ...en, ...input }));
const template = (org: TestOrganization, body: string, language = "en") =>
  org.asManager((ctx) => saveTemplate(ctx, { key: "reminder", channel: "sms", language, body, reviewed: true }));

async function said(org: TestOrganization, language = "en"): Promise<string> {
  return org.asStaff(async (ctx) => {
    const own = await loadOwnTemplates(ctx);
    const chosen = chooseTemplate(own, "reminder", "sms", language)!;
    const partials = partialsFor(own.blocks, "sms", chosen.language);
    const message = renderMessage({ template: chosen, values: { facilityName: "Harbor" }, language, partials });
    return message.ok ? message.text : JSON.stringify(message);
  });
}

describe("shared blocks", () => {
  test("[TPL-02] a block is written once and used in a template; a change counts at once, is a version and says how many templates changed", async () => {
    const org = await makeOrganization(database.urls);
    await expect(template(org, "Hello. {% render 'parking' %}")).rejects.toMatchObject({
      fields: { body: 'There is no block named "parking".' },
    });
    expect(await save(org, { body: "Park behind {{ facilityName }}." })).toEqual({ version: 1, templates: 0 });
    await template(org, "Hello. {% render 'parking' %}");
    expect(await said(org)).toBe("Hello. Park behind Harbor.");
    expect(await save(org, { body: "Park in front.", basedOn: 1 })).toEqual({ version: 2, templates: 1 });
    expect(await said(org)).toBe("Hello. Park in front.");
    await expect(save(org, { body: "Late.", basedOn: 1 })).rejects.toMatchObject({ code: "conflict" });
    const [row] = await org.asStaff((ctx) => listBlocks(ctx));
    expect(row).toMatchObject({ name: "parking", languages: ["en"], uses: [{ key: "reminder", channel: "sms", language: "en" }] });
    const detail = await org.asStaff((ctx) => getBlock(ctx, "parking", "any", "en"));
    expect(detail.history.map((h) => [h.version, h.by])).toEqual([
      [2, `manager of ${org.slug}`],
      [1, `manager of ${org.slug}`],
    ]);
    const entries = await database.query(
      "select action, detail from audit_entry where organization_id = $1 and entity = 'template-block' order by id",
      [org.organizationId],
    );
    expect(entries.map((e) => (e.detail as { version: number }).version)).toEqual([1, 2]);
  });

  test("[TPL-02] circles, unknown blocks, unknown squigglies and a prompt for CANCEL are refused, also where only a template that uses it shows them", async () => {
    const org = await makeOrganization(database.urls);
    await save(org, { body: "One." });
    await save(org, { name: "two", body: "Two {% render 'parking' %}" });
    await expect(save(org, { body: "{% render 'two' %}" })).rejects.toMatchObject({
      fields: { body: expect.stringContaining("contains itself") },
    });
    await expect(save(org, { body: "{% render 'three' %}" })).rejects.toMatchObject({ fields: { body: expect.stringContaining("three") } });
    await expect(save(org, { body: "{{ nobody }}" })).rejects.toMatchObject({ fields: { body: expect.stringContaining("nobody") } });
    await expect(save(org, { body: "Reply CANCEL to cancel." })).rejects.toMatchObject({
      fields: { body: expect.stringContaining("CANCEL") },
    });
    await expect(save(org, { body: "  " })).rejects.toMatchObject({ fields: { body: expect.any(String) } });
    await org.asManager((ctx) =>
      saveTemplate(ctx, { key: "reminder", channel: "voice", language: "en", body: "Hear: {% render 'two' %}" }),
    );
    // A link cannot be spoken: fine in a block for texts, not for one that a call holds by way of another block.
    await expect(save(org, { body: "See {{ confirmLink }}" })).rejects.toMatchObject({
      fields: { body: expect.stringContaining("voice") },
    });
    await save(org, { channel: "sms", body: "See {{ confirmLink }}" });
    expect((await org.asStaff((ctx) => getBlock(ctx, "parking", "any", "en"))).uses).toMatchObject([{ key: "reminder", channel: "voice" }]);
  });

  test("[TPL-02] [TPL-09] words of the channel come before words for any; another language needs words that were read, and lends none to others", async () => {
    const org = await makeOrganization(database.urls);
    await save(org, { body: "Anywhere." });
    await save(org, { channel: "sms", body: "By text." });
    await template(org, "Hello. {% render 'parking' %}");
    expect(await said(org)).toBe("Hello. By text.");
    await expect(template(org, "Hola. {% render 'parking' %}", "es")).rejects.toMatchObject({
      fields: { body: expect.stringContaining("parking") },
    });
    await expect(save(org, { language: "es", body: "Detrás." })).rejects.toMatchObject({
      fields: { reviewed: expect.stringContaining("Español") },
    });
    await save(org, { language: "es", body: "Detrás.", reviewed: true });
    await template(org, "Hola. {% render 'parking' %}", "es");
    expect(await said(org, "es-MX")).toBe("Hola. Detrás.");
    expect(await org.asStaff((ctx) => listBlockNames(ctx, "voice", "fr"))).toEqual([]);
  });

  test("[TPL-02] a block that a template needs cannot be taken away; one that none needs can, and its versions stay", async () => {
    const org = await makeOrganization(database.urls);
    await save(org, { body: "Anywhere." });
    await template(org, "Hello. {% render 'parking' %}");
    await expect(org.asManager((ctx) => removeBlock(ctx, en))).rejects.toMatchObject({ code: "invalid" });
    await template(org, "Hello.");
    expect(await org.asManager((ctx) => removeBlock(ctx, en))).toEqual({ version: 2 });
    expect(await org.asStaff((ctx) => loadBlocks(ctx))).toEqual([]);
    expect((await org.asStaff((ctx) => getBlock(ctx, "parking", "any", "en"))).history).toHaveLength(2);
    await expect(org.asManager((ctx) => removeBlock(ctx, en))).rejects.toMatchObject({ code: "not-found" });
  });

  test("[SEC-02] staff may not change blocks; another organization's are neither seen nor used", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    await save(org, { body: "Ours." });
    await expect(org.asStaff((ctx) => saveBlock(ctx, { ...en, body: "Mine." }))).rejects.toMatchObject({ code: "forbidden" });
    await expect(org.asStaff((ctx) => removeBlock(ctx, en))).rejects.toMatchObject({ code: "forbidden" });
    expect(await other.asStaff((ctx) => listBlocks(ctx))).toEqual([]);
    await expect(template(other, "{% render 'parking' %}")).rejects.toMatchObject({ fields: { body: expect.any(String) } });
  });
});
