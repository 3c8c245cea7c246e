import { describe, expect, test } from "vitest";
import { importer } from "@/lib/imports/import.fixture";
import { archiveContact, changeAddress } from "@/lib/patients/save-contacts";
import { makeAppointment, makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { ensureLink, type LinkInput } from "./create-link";
import { openLink } from "./open-link";

const database = useTestDatabase();
const later = new Date("2035-01-01T00:00:00Z");
let ips = 0;

async function clinic() {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  const family = async (address?: string) => {
    const patientId = await makePatient(org);
    const appointmentId = await makeAppointment(org, { patientId, facilityId });
    const contact = await makeContact(org, patientId, address ? { address } : {});
    const link = async (purpose: LinkInput["purpose"]) =>
      (
        await org.asWorkflow((ctx) =>
          ensureLink(ctx, { purpose, patientId, appointmentId, endpointId: contact.endpointId, language: "en", expiresAt: later }),
        )
      ).token;
    return { patientId, ...contact, link };
  };
  return { org, family };
}
const opens = (token: string, purpose: LinkInput["purpose"] = "appointment") =>
  openLink({ token, purpose, ip: `203.0.113.${(ips += 1)}`, now: new Date("2027-03-01T00:00:00Z") }).then(
    () => "opens",
    (error: { problem: string }) => error.problem,
  );

describe("[APP-05] [CON-03] links texted to a number that is not the patient's any more", () => {
  test("[SEC-03] replaced by staff: the old number opens no visit; it can still ask to be left alone; who shares the number keeps theirs", async () => {
    const c = await clinic();
    const rosa = await c.family();
    const mateo = await c.family(rosa.address);
    const [visit, preferences, unsubscribe, his] = [
      await rosa.link("appointment"),
      await rosa.link("preferences"),
      await rosa.link("unsubscribe"),
      await mateo.link("appointment"),
    ];
    expect(await opens(visit)).toBe("opens");
    await c.org.asStaff((ctx) => changeAddress(ctx, { ...rosa, address: "+16465550190" }));
    expect(await opens(visit)).toBe("revoked");
    expect(await opens(preferences, "preferences")).toBe("opens");
    expect(await opens(unsubscribe, "unsubscribe")).toBe("opens");
    expect(await opens(his)).toBe("opens");
    const entries = await database.query("select actor_id, detail from audit_entry where organization_id = $1 and action = 'revoke-link'", [
      c.org.organizationId,
    ]);
    expect(entries).toEqual([{ actor_id: c.org.users.staff, detail: { why: "contact-gone" } }]);
  });

  test("archived by staff: ended when the last way to that number is gone", async () => {
    const c = await clinic();
    const rosa = await c.family();
    const [call] = [await makeContact(c.org, rosa.patientId, { channel: "voice", address: rosa.address })];
    const visit = await rosa.link("appointment");
    await c.org.asStaff((ctx) => archiveContact(ctx, { contactId: rosa.contactId, archived: true }));
    expect(await opens(visit)).toBe("opens");
    await c.org.asStaff((ctx) => archiveContact(ctx, { contactId: call.contactId, archived: true }));
    expect(await opens(visit)).toBe("revoked");
  });

  test("replaced by an import: the same", async () => {
    const c = await clinic();
    const imports = importer(c.org);
    const bring = async (phone: string) => {
      const runId = await imports.upload("patients", `MRN,First Name,Last Name,Mobile\n7,Ana,Silva,${phone}\n`);
      await imports.check(runId);
      await imports.run(runId);
    };
    await bring("212-555-0101");
    const [contact] = await database.query(
      "select patient_id as id, endpoint_id as endpoint from patient_contact where organization_id = $1 and channel = 'sms'",
      [c.org.organizationId],
    );
    const { token } = await c.org.asWorkflow((ctx) =>
      ensureLink(ctx, {
        purpose: "appointment",
        patientId: contact!.id as string,
        endpointId: contact!.endpoint as string,
        language: "en",
        expiresAt: later,
      }),
    );
    await bring("212-555-0101");
    expect(await opens(token)).toBe("opens");
    await bring("212-555-0199");
    expect(await opens(token)).toBe("revoked");
  });
});
