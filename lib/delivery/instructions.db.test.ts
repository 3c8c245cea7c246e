import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { saveTemplate } from "@/lib/templates/save-template";
import { addDays, toWall } from "@/lib/time";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeType,
  useTestDatabase,
} from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { moveTo } from "@/tests/support/reminded";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

/** A clinic whose reminders print the instructions, and one patient who is reached in the given way. */
async function told(channel: "sms" | "voice" | "email", language: string) {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  await product.connect(org);
  const facilityId = await makeFacility(org, {
    special_instructions: { en: "North entrance.", "en/voice": "Ring at the north door.", es: "Entrada norte." },
  });
  const providerId = await makeProvider(org, { special_instructions: { en: "Bring your medicines." } });
  const typeId = await makeType(org, {
    special_instructions: { en: "Do not eat before.", "en/email": "Do not eat for eight hours before.", es: "No coma antes." },
  });
  const subject = channel === "email" ? "Your visit" : undefined;
  await org.asManager((ctx) =>
    saveTemplate(ctx, {
      key: "reminder",
      channel,
      language,
      reviewed: true,
      subject,
      body: "{{ appointmentDate }}. {{ specialInstructions }}",
    }),
  );
  const patientId = await makePatient(org, { language });
  const { address } = await makeContact(org, patientId, { channel });
  const date = addDays(toWall(ZONE, await org.asWorkflow(async (ctx) => ctx.now)).date, 10);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, providerId, typeId, date, time: "10:00", minutes: 30 }));
  const [first] = await org.asWorkflow((ctx) =>
    ctx.sql<{ at: Date }>("select min(due_at) as at from planned_message where state = 'planned'"),
  );
  await moveTo(db, first!.at);
  await product.settle(org);
  return address;
}

test("[TPL-06] a text says the instructions of type, provider and facility, in this order", async () => {
  const [text] = await product.simulator.thread(await told("sms", "en"));
  expect(text!.body).toContain("Do not eat before. Bring your medicines. North entrance.");
});

test("[TPL-06] in the language of the message, and in English what was not written in it", async () => {
  const [text] = await product.simulator.thread(await told("sms", "es"));
  expect(text!.body).toContain("No coma antes. Bring your medicines. Entrada norte.");
});

test("[TPL-06] a call says what is written for calls", async () => {
  const [call] = await product.simulator.calls(await told("voice", "en"));
  const heard = (await product.simulator.answer(call!.sid)).lines.map((line) => line.text).join(" ");
  expect(heard).toContain("Do not eat before. Bring your medicines. Ring at the north door.");
});

test("[TPL-06] an e-mail says what is written for e-mails, in both its parts; [TPL-10] and is unsubscribed from with one click", async () => {
  const [mail] = await product.simulator.inbox(await told("email", "en"));
  const said = "Do not eat for eight hours before. Bring your medicines. North entrance.";
  expect(mail!.html).toContain(said);
  expect(mail!.text).toContain(said);
  expect(mail!.headers).toMatchObject({
    "List-Unsubscribe": expect.stringMatching(/^<https?:\/\/\S+>$/),
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
});
