import type { Channel } from "@/lib/consent/choose-contact";
import { linkUrls } from "@/lib/links/urls";
import {
  type EmailBrand,
  type Partials,
  type RenderedMessage,
  renderMessage,
  type SquigglyFacts,
  squigglyValues,
  templateNames,
} from "@/lib/templates";
import { partialsFor } from "@/lib/templates/blocks";
import { judgeWords } from "@/lib/templates/policy";
import { chooseTemplate, type ChosenTemplate, type OwnTemplates } from "@/lib/templates/load-templates";
import { toldApart } from "@/lib/consent/household";
import type { VisitRecord } from "./facts";
import type { Recipient } from "./recipients";
import type { TrailEntry } from "./trail";
import { organizationSquigglyFacts, type OrganizationFacts, visitSquigglyFacts } from "./squiggly-facts";

export type LinkKind = "appointment" | "preferences" | "unsubscribe";

export type WordingInput = {
  templateKey: string;
  channel: Channel;
  language: string;
  organization: OrganizationFacts;
  own: OwnTemplates;
  visit?: VisitRecord;
  sameDay?: readonly VisitRecord[];
  /** For `which-visit`: the visits that are offered, in order. */
  offered?: readonly VisitRecord[];
  answers: "confirm-cancel" | "confirm" | "none";
  firstMessage: boolean;
  recipient?: Recipient | undefined;
  /** A reminder to a shared number names its patient even where the template does not ([CON-04]). */
  about?: string;
  tollFree: boolean;
};

export type Worded = { template: ChosenTemplate; rendered: RenderedMessage };

const LINK_NAMES: Record<string, LinkKind> = {
  appointmentLink: "appointment",
  confirmLink: "appointment",
  cancelLink: "appointment",
  rescheduleLink: "appointment",
  calendarLink: "appointment",
  patientAppLink: "appointment",
  preferencesLink: "preferences",
};

/** The template that will be used and the kinds of link it prints; links are made before the words. */
export function chooseWording(
  input: Pick<WordingInput, "templateKey" | "channel" | "language" | "own">,
): { template: ChosenTemplate; links: LinkKind[] } | undefined {
  const template = chooseTemplate(input.own, input.templateKey, input.channel, input.language);
  if (!template) return undefined;
  const links = new Set(
    templateNames(template, partialsFor(input.own.blocks, input.channel, template.language)).flatMap((name) => LINK_NAMES[name] ?? []),
  );
  if (input.channel === "email") links.add("preferences").add("unsubscribe");
  return { template, links: [...links] };
}

/** [TPL-09] Says in the trail why a message is not in its recipient's language; nothing where it is. */
export function languageTrail(template: ChosenTemplate, now: Date): TrailEntry[] {
  const { passedOver, language } = template;
  if (!passedOver) return [];
  const data = { language: passedOver.language, sent: language };
  return [{ at: now.toISOString(), rule: "template", outcome: "kept", reason: passedOver.reason, data }];
}

/** Renders one message from today's facts. Tokens of the links needed are given by kind; nothing is stored here. */
export function word(input: WordingInput, chosen: ChosenTemplate, tokens: Partial<Record<LinkKind, string>>): RenderedMessage {
  const template = namingThePatient(input, chosen);
  const links: SquigglyFacts["links"] = {
    ...(tokens.appointment && {
      appointment: linkUrls.appointment(tokens.appointment),
      calendar: linkUrls.calendar(tokens.appointment),
      ...(input.answers !== "none" && { confirm: linkUrls.confirm(tokens.appointment) }),
      ...(input.answers === "confirm-cancel" && { cancel: linkUrls.cancel(tokens.appointment) }),
    }),
    ...(tokens.preferences && { preferences: linkUrls.preferences(tokens.preferences) }),
  };
  const facts: SquigglyFacts = input.visit
    ? visitSquigglyFacts({
        visit: input.visit,
        sameDay: input.sameDay ?? [input.visit],
        organization: input.organization,
        language: template.language,
        channel: input.channel,
        links,
        answers: input.answers,
        firstMessage: input.firstMessage,
      })
    : {
        language: template.language,
        patient: { firstName: "", lastName: "" },
        organization: organizationSquigglyFacts(input.organization),
        links,
        answersAllowed: input.answers,
      };
  if (input.recipient?.household && input.visit)
    facts.patient.household = { name: input.recipient.household, only: input.recipient.names === "initials" };
  if (input.recipient?.guardianFirstName) facts.patient.guardianFirstName = input.recipient.guardianFirstName;
  if (input.offered)
    facts.openQuestions = input.offered.map((v) => ({
      ...(input.recipient?.names === "initials"
        ? { firstName: toldApart(v.patient, otherPatients(v, input.offered!), "initials"), lastName: "" }
        : { firstName: v.patient.preferredName ?? v.patient.firstName, lastName: v.patient.lastName }),
      date: v.localDate,
      time: v.localTime,
    }));
  const partials = partialsFor(input.own.blocks, input.channel, template.language);
  const blocked = blockedWords(template, facts, input, partials);
  if (blocked) return { ok: false, missing: [], error: blocked };
  const values = squigglyValues(facts, input.channel, templateNames(template, partials));
  return renderMessage({
    template,
    partials,
    values,
    language: template.language,
    tollFree: input.tollFree,
    brand: { ...brandOf(input.organization), ...(links.preferences && { preferencesLink: links.preferences }) },
  });
}

const NAMES = new Set(["patientFirstName", "patientPreferredName", "patientFullName", "patientInitials"]);

/** [CON-04] A reminder that several people may read begins with whom it is about, where the template does not say so itself. */
function namingThePatient(input: WordingInput, template: ChosenTemplate): ChosenTemplate {
  if (input.about !== "reminder" || !input.recipient?.household) return template;
  if (templateNames(template).some((name) => NAMES.has(name))) return template;
  return { ...template, body: `{{patientFirstName}}:${input.channel === "email" ? "\n\n" : " "}${template.body}` };
}

const otherPatients = (visit: VisitRecord, offered: readonly VisitRecord[]): VisitRecord["patient"][] =>
  offered.filter((other) => other.patientId !== visit.patientId).map((other) => other.patient);

/** [TPL-08] What the organization worded and its content policy does not allow: its own template, and instructions that a template prints. */
function blockedWords(template: ChosenTemplate, facts: SquigglyFacts, { own }: WordingInput, partials: Partials): string | undefined {
  const printed = templateNames(template, partials).some((name) => name.endsWith("pecialInstructions"));
  const words = [
    ...(template.version === "standard" ? [] : [template.subject ?? "", template.body]),
    ...(printed ? Object.values(facts.appointment?.instructions ?? {}) : []),
  ];
  return words.length > 0 ? judgeWords(words.join("\n"), own.policy, partials).blocked : undefined;
}

/** How an e-mail looks: with logos where mail programs may fetch them, which is over https only. */
function brandOf(organization: OrganizationFacts): EmailBrand {
  const { name, accent, logo } = organization;
  return { name, ...(accent && { color: accent }), ...(logo && { logoUrl: linkUrls.logo(logo) }) };
}

/** What is stored of a text: link addresses are replaced by what they are, so that no token is at rest ([APP-05]). */
export function withoutTokens(text: string, tokens: Partial<Record<LinkKind, string>>): string {
  let clean = text;
  for (const [kind, token] of Object.entries(tokens))
    if (token) clean = clean.replaceAll(new RegExp(`https?://\\S*${token}[\\w./-]*`, "g"), `[${kind} link]`);
  return clean;
}
