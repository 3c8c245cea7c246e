import { expect, test } from "vitest";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { chooseTemplate, loadOwnTemplates } from "./load-templates";
import { getTemplate } from "./queries";
import { restoreTemplate } from "./restore-template";
import { saveTemplate, useStandardTemplate } from "./save-template";

const database = useTestDatabase();
const sms = { key: "reminder", channel: "sms", language: "en" } as const;

test("[TPL-03] an earlier wording is restored as a new version, with who and when; the history is kept", async () => {
  const org = await makeOrganization(database.urls);
  const save = (body: string) => org.asManager((ctx) => saveTemplate(ctx, { ...sms, body }));
  await save("First.");
  await save("Second.");
  await org.asManager((ctx) => useStandardTemplate(ctx, sms));
  expect(await org.asAdmin((ctx) => restoreTemplate(ctx, { ...sms, version: 1, basedOn: 3 }))).toEqual({ version: 4 });
  const used = await org.asStaff(async (ctx) => chooseTemplate(await loadOwnTemplates(ctx), "reminder", "sms", "en"));
  expect(used).toMatchObject({ body: "First.", version: "4" });
  const { history } = await org.asStaff((ctx) => getTemplate(ctx, "reminder", "sms", "en"));
  expect(history.map((h) => [h.version, h.body, h.by])).toEqual([
    [4, "First.", `admin of ${org.slug}`],
    [3, "", `manager of ${org.slug}`],
    [2, "Second.", `manager of ${org.slug}`],
    [1, "First.", `manager of ${org.slug}`],
  ]);
  const [entry] = await database.query("select detail from audit_entry where organization_id = $1 and action = 'restore-template'", [
    org.organizationId,
  ]);
  expect(entry).toEqual({ detail: { ...sms, from: 1, version: 4 } });
});

test("[TPL-03] [TPL-09] what was reviewed is restored as reviewed, what was not waits", async () => {
  const org = await makeOrganization(database.urls);
  const es = { key: "reminder", channel: "sms", language: "es" } as const;
  await org.asManager((ctx) => saveTemplate(ctx, { ...es, body: "Leído.", reviewed: true }));
  await org.asManager((ctx) => saveTemplate(ctx, { ...es, body: "Sin leer." }));
  const used = () => org.asStaff(async (ctx) => chooseTemplate(await loadOwnTemplates(ctx), "reminder", "sms", "es"));
  expect(await used()).toMatchObject({ version: "standard" });
  await org.asManager((ctx) => restoreTemplate(ctx, { ...es, version: 1, basedOn: 2 }));
  expect(await used()).toMatchObject({ body: "Leído.", version: "3" });
  await org.asManager((ctx) => restoreTemplate(ctx, { ...es, version: 2, basedOn: 3 }));
  expect(await used()).toMatchObject({ version: "standard" });
});

test("[TPL-03] a newer version, one that there never was, a return to the standard, and staff are refused", async () => {
  const org = await makeOrganization(database.urls);
  await org.asManager((ctx) => saveTemplate(ctx, { ...sms, body: "First." }));
  await org.asManager((ctx) => useStandardTemplate(ctx, sms));
  const restore = (version: number, basedOn: number) => org.asManager((ctx) => restoreTemplate(ctx, { ...sms, version, basedOn }));
  await expect(restore(1, 1)).rejects.toMatchObject({ code: "conflict" });
  await expect(restore(2, 2)).rejects.toMatchObject({ code: "not-found" });
  await expect(restore(9, 2)).rejects.toMatchObject({ code: "not-found" });
  await expect(org.asStaff((ctx) => restoreTemplate(ctx, { ...sms, version: 1, basedOn: 2 }))).rejects.toMatchObject({ code: "forbidden" });
});
