import { audit } from "@/lib/audit/write";
import { chooseSender, type Channel } from "@/lib/consent/choose-contact";
import { liftByPatient, replanEndpoint } from "@/lib/consent/lift";
import { loadSenders } from "@/lib/consent/queries";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { conflict, forbidden, notFound } from "@/lib/errors";
import type { OpenedLink } from "@/lib/links/open-link";
import { loadPractice, phoneOf, type Phone, type Practice } from "./practice";
import { maskedAddress } from "./rules";
import { loadWishesPage, type WishesPage } from "./wishes";

export type ChannelChoice = {
  channel: Channel;
  /** Masked. */
  contact: string;
  on: boolean;
  /** How it comes back: here, by texting START to `startNumber`, or through the clinic (which stopped it). */
  start: "here" | "text-start" | "clinic";
  startNumber: Phone | null;
};

export type PreferencesPage = { practice: Practice; channels: ChannelChoice[]; wishes: WishesPage };

type Endpoint = { id: string; kind: "phone" | "email"; address: string };
type Stop = { channel: Channel | null; source: "patient" | "staff" | "carrier" | "import"; senderId: string | null };

/** What the number or address of a link receives ([CON-12]), for its preferences page. Leaves an audit entry. Throws not-found. */
export async function loadPreferences(ctx: Ctx, link: OpenedLink): Promise<PreferencesPage> {
  const endpoint = await endpointOf(ctx, link);
  const practice = await loadPractice(ctx);
  const channels = await channelChoices(ctx, link, endpoint);
  await audit(ctx, {
    action: "view-preferences-page",
    entity: "endpoint",
    entityId: endpoint.id,
    ...(link.patientId ? { patientId: link.patientId } : {}),
  });
  return { practice, channels, wishes: await loadWishesPage(ctx, link) };
}

/**
 * Stops channels of the link's number or address at once, with the words of the button as proof ([CON-11]; the audit
 * entry names the link); what was planned for it is planned again. A channel that the patient stopped before stays as it is. Gives the channels that stopped now.
 */
export async function stopChannels(
  ctx: Ctx,
  link: OpenedLink,
  input: { channels: readonly Channel[]; how: string; wording: string },
): Promise<Channel[]> {
  const endpoint = await lockedEndpoint(ctx, link);
  const stops = await activeStops(ctx, endpoint.id);
  const fresh = channelsOf(endpoint).filter(
    (channel) => input.channels.includes(channel) && !stops.some((stop) => stop.source === "patient" && covers(stop, channel)),
  );
  for (const channel of fresh)
    await suppress(ctx, {
      endpointId: endpoint.id,
      channel,
      source: "patient",
      how: input.how,
      wording: input.wording,
      ...(link.patientId ? { patientId: link.patientId } : {}),
    });
  if (fresh.length) await replanEndpoint(ctx, endpoint.id);
  return fresh;
}

/**
 * The patient wants calls or e-mails again ([CON-09]). Texts come back only by START from the same number, and what the clinic
 * stopped only through the clinic: conflict. Gives false where the channel was on already.
 */
export async function startChannel(
  ctx: Ctx,
  link: OpenedLink,
  input: { channel: Channel; how: string; wording: string },
): Promise<boolean> {
  const endpoint = await lockedEndpoint(ctx, link);
  if (!channelsOf(endpoint).includes(input.channel)) throw notFound("contact");
  const stops = (await activeStops(ctx, endpoint.id)).filter((stop) => covers(stop, input.channel));
  if (stops.length === 0) return false;
  if (howToStart(input.channel, stops) !== "here") throw conflict("This cannot be turned on here.");
  // STOP by text ended calls too; turning calls on again must not bring the texts back with them.
  for (const stop of input.channel === "voice" ? stops.filter(({ channel }) => channel === null) : [])
    await suppress(ctx, {
      endpointId: endpoint.id,
      ...(stop.senderId ? { senderId: stop.senderId } : {}),
      channel: "sms",
      source: "patient",
      how: input.how,
      note: "kept when calls were turned on",
    });
  await liftByPatient(ctx, {
    endpointId: endpoint.id,
    channel: input.channel,
    how: input.how,
    wording: input.wording,
  });
  return true;
}

async function channelChoices(ctx: Ctx, link: OpenedLink, endpoint: Endpoint): Promise<ChannelChoice[]> {
  const stops = await activeStops(ctx, endpoint.id);
  const contact = maskedAddress(endpoint.kind, endpoint.address);
  const number = endpoint.kind === "phone" ? await startNumber(ctx, link, stops) : null;
  return channelsOf(endpoint).map((channel) => {
    const own = stops.filter((stop) => covers(stop, channel));
    return { channel, contact, on: own.length === 0, start: howToStart(channel, own), startNumber: channel === "sms" ? number : null };
  });
}

/** START goes to the number that STOP was texted to ([CON-09]); where it was said in another way, to the one that wrote, else the organization's. */
async function startNumber(ctx: Ctx, link: OpenedLink, stops: readonly Stop[]): Promise<Phone | null> {
  const senders = await loadSenders(ctx);
  const told = senders.find(({ id }) => stops.some((stop) => stop.senderId === id && covers(stop, "sms")));
  if (told) return phoneOf(told.address);
  const [message] = link.messageId
    ? await ctx.sql<{ senderId: string | null }>(`select sender_id as "senderId" from message where organization_id = $1 and id = $2`, [
        ctx.organizationId,
        link.messageId,
      ])
    : [];
  const wrote = senders.find((sender) => sender.id === message?.senderId && sender.channel === "sms");
  return phoneOf((wrote ?? chooseSender(senders, "sms", null))?.address ?? null);
}

function channelsOf(endpoint: Endpoint): Channel[] {
  return endpoint.kind === "email" ? ["email"] : ["sms", "voice"];
}

function covers(stop: Stop, channel: Channel): boolean {
  return stop.channel === null || stop.channel === channel;
}

function howToStart(channel: Channel, stops: readonly Stop[]): ChannelChoice["start"] {
  if (stops.some((stop) => stop.source === "staff" || stop.source === "import")) return "clinic";
  return channel === "sms" ? "text-start" : "here";
}

async function activeStops(ctx: Ctx, endpointId: string): Promise<Stop[]> {
  return ctx.sql<Stop>(
    `select channel, source, sender_id as "senderId" from suppression where organization_id = $1 and endpoint_id = $2 and lifted_at is null order by created_at`,
    [ctx.organizationId, endpointId],
  );
}

async function endpointOf(ctx: Ctx, link: OpenedLink, lock = ""): Promise<Endpoint> {
  const [row] = await ctx.sql<Endpoint>(`select id, kind, address from endpoint where organization_id = $1 and id = $2 ${lock}`, [
    ctx.organizationId,
    link.endpointId,
  ]);
  if (!row) throw notFound("contact");
  return row;
}

/** Locked, so that two presses at once are decided one after the other. Patients only: staff have verbs of their own. */
async function lockedEndpoint(ctx: Ctx, link: OpenedLink): Promise<Endpoint> {
  if (ctx.actor.kind !== "patient") throw forbidden();
  return endpointOf(ctx, link, "for update");
}
