import { newId } from "@/lib/ids";
import { ensureLink, type LinkInput } from "@/lib/links/create-link";
import {
  insertRow,
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeSender,
} from "@/tests/support/factories";

type Urls = Parameters<typeof makeOrganization>[0];

let addresses = 0;

/** A visit in ten days, a reminder of it that was sent, and the links that were in it. */
export async function sentReminder(
  urls: Urls,
  over: {
    channel?: "sms" | "email";
    answers?: "confirm-cancel" | "confirm" | "none";
    startsIn?: number;
    type?: string;
    provider?: string;
  } = {},
) {
  const channel = over.channel ?? "sms";
  const org = await makeOrganization(urls);
  const facilityId = await makeFacility(org, { address: "12 Main Street", city: "New York" });
  const patientId = await makePatient(org);
  const contact = await makeContact(org, patientId, { channel });
  const { senderId } = await makeSender(org, { channel });
  const startsAt = new Date(Date.now() + (over.startsIn ?? 10 * 86_400_000));
  const appointmentId = await makeAppointment(org, {
    patientId,
    facilityId,
    startsAt,
    columns: { type_id: over.type ?? null, provider_id: over.provider ?? null },
  });
  const messageId = newId();
  const plannedId = newId();
  const common = { patient_id: patientId, appointment_id: appointmentId, endpoint_id: contact.endpointId, sender_id: senderId, channel };
  await insertRow(org, "planned_message", {
    ...common,
    id: plannedId,
    kind: "reminder",
    subject_kind: "appointment",
    subject_id: appointmentId,
    step_key: "7-days",
    template_key: "reminder",
    answers: over.answers ?? "confirm-cancel",
    due_at: new Date(),
    ideal_at: new Date(),
    done_at: new Date(),
    zone: "America/New_York",
    state: "sent",
    message_id: messageId,
  });
  await insertRow(org, "message", {
    ...common,
    id: messageId,
    direction: "out",
    kind: "reminder",
    planned_message_id: plannedId,
    body: "…",
    status: "sent",
    at: new Date(),
    local_date: "2027-01-01",
    local_hour: 9,
  });
  const link = async (input: Pick<LinkInput, "purpose"> & Partial<LinkInput>): Promise<string> => {
    const made = await org.asWorkflow((ctx) =>
      ensureLink(ctx, {
        patientId,
        appointmentId,
        endpointId: contact.endpointId,
        messageId,
        expiresAt: new Date(Date.now() + 30 * 86_400_000),
        ...input,
      }),
    );
    return made.token;
  };
  return {
    org,
    facilityId,
    patientId,
    appointmentId,
    messageId,
    senderId,
    endpointId: contact.endpointId,
    address: contact.address,
    startsAt,
    link,
  };
}

/** A form post as a browser sends it, from an address of its own. */
export function formRequest(fields: Record<string, string>, ip = `203.0.113.${(addresses = (addresses + 1) % 250)}`): Request {
  return new Request("http://localhost/p/x", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": ip },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Posts to a route of a token; gives where the browser goes. */
export async function post(
  route: (request: Request, route: { params: Promise<{ token: string }> }) => Promise<Response>,
  token: string,
  fields: Record<string, string>,
): Promise<string> {
  const response = await route(formRequest(fields), { params: Promise.resolve({ token }) });
  return `${response.status} ${response.headers.get("location") ?? (await response.text()).trim()}`;
}
