import { expect, test } from "vitest";
import { saveSetting } from "@/lib/settings/save-setting";
import { organizationsWithUnknownLines } from "@/lib/tenancy/resolve";
import { makeContact, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { lookUpLines } from "./look-up-lines";

const db = useTestDatabase();
const product = useProduct(db);

async function clinic() {
  const org = await makeOrganization(db.urls);
  await product.connect(org);
  const patientId = await makePatient(org);
  const contacts = (channel?: string) =>
    org.asWorkflow((ctx) =>
      ctx.sql<{ channel: string; address: string; line_type: string; invalid_code: string | null }>(
        "select c.channel, e.address, e.line_type, e.invalid_code from patient_contact c join endpoint e on e.id = c.endpoint_id where ($1::text is null or c.channel = $1) order by e.address, c.channel",
        [channel ?? null],
      ),
    );
  return { org, patientId, contacts };
}

test("[CON-02] a mobile filed as a home phone becomes reachable by text; a landline does not", async () => {
  const { org, patientId, contacts } = await clinic();
  await makeContact(org, patientId, { channel: "voice", address: "+12125554101", lineType: "unknown", contact: { role: "home" } });
  await makeContact(org, patientId, { channel: "voice", address: "+12125554177", lineType: "unknown", contact: { role: "home" } });
  expect(await organizationsWithUnknownLines()).toContain(org.organizationId);
  expect(await lookUpLines(org.organizationId)).toBe(2);
  expect(await contacts()).toEqual([
    { channel: "sms", address: "+12125554101", line_type: "mobile", invalid_code: null },
    { channel: "voice", address: "+12125554101", line_type: "mobile", invalid_code: null },
    { channel: "voice", address: "+12125554177", line_type: "landline", invalid_code: null },
  ]);
  expect(await organizationsWithUnknownLines()).not.toContain(org.organizationId);
  expect(await lookUpLines(org.organizationId)).toBe(0);
});

test("[CON-02] switched off, nothing is asked; a carrier that is away is asked again", async () => {
  const { org, patientId, contacts } = await clinic();
  await makeContact(org, patientId, { channel: "voice", lineType: "unknown" });
  await org.asAdmin((ctx) =>
    saveSetting(ctx, { key: "consent.lookUpLines", scope: "organization", scopeId: org.organizationId, value: false }),
  );
  expect(await lookUpLines(org.organizationId)).toBe(0);
  await org.asAdmin((ctx) =>
    saveSetting(ctx, { key: "consent.lookUpLines", scope: "organization", scopeId: org.organizationId, value: null }),
  );
  await product.simulator.behave("twilio", { down: true });
  expect(await lookUpLines(org.organizationId)).toBe(0);
  await product.simulator.behave("twilio");
  expect(await lookUpLines(org.organizationId)).toBe(1);
  expect(await contacts("sms")).toHaveLength(1);
});
