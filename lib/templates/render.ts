import { htmlSource, textSource } from "./email-body";
import { emailHtml, emailText, type EmailBrand } from "./email-layout";
import { MAX_TEMPLATE_CHARACTERS, namesIn, renderParsed, type Rendered } from "./engine";
import { expandPartials, type Partials } from "./partials";
import { singleStops, smsText, tidySpaces } from "./sms-text";
import type { Channel } from "./types";

/** The carrier's limit for one text message. */
const MAX_SMS_CHARACTERS = 1_600;

export type RenderInput = {
  template: { channel: Channel; subject?: string; body: string };
  /** Squiggly name → value, from `squigglyValues`; absent or empty means "not known". */
  values: Readonly<Record<string, string | undefined>>;
  /** BCP 47. */
  language: string;
  partials?: Partials;
  /** E-mail: who it is from; without it the practice's name and preferences link from `values`. */
  brand?: EmailBrand;
  /** SMS: the sender is a toll-free number. */
  tollFree?: boolean;
};

export type RenderedMessage =
  | {
      ok: true;
      /** SMS: what is sent. Voice: what is said. E-mail: the plain-text part. */
      text: string;
      /** E-mail. */
      subject?: string;
      html?: string;
      /** SMS. */
      segments?: number;
      encoding?: "GSM-7" | "UCS-2";
      units?: number;
    }
  /** Held: `missing` names the squigglies without a value; otherwise `error` says why, for staff. */
  | { ok: false; missing: string[]; error?: string };

/** Compiled sources per body, so that partials and e-mail markup are worked out once. */
const MAX_COMPILED = 5_000;
const compiled = new Map<string, { text: string; html: string }>();

/**
 * One message, ready for its channel. Values are data: never parsed as Liquid, HTML-escaped in e-mail.
 * Never throws; a template that cannot be rendered gives `ok: false`, and the message is held [TPL-05].
 */
export function renderMessage(input: RenderInput): RenderedMessage {
  const { template, values, language } = input;
  if (template.body.length > MAX_TEMPLATE_CHARACTERS) return { ok: false, missing: [], error: "The template is too long." };
  const body = expandPartials(template.body, input.partials);
  if (!body.ok) return { ok: false, missing: [], error: body.message };
  if (template.channel === "email") return renderEmail(input, body.source);

  const rendered = renderParsed(body.source, "none", values);
  if (!rendered.ok) return rendered;
  if (template.channel === "voice") return nonEmpty(tidySpaces(rendered.text), (text) => ({ ok: true, text }));
  const sms = smsText(rendered.text, language, { tollFree: input.tollFree });
  if (sms.text.length > MAX_SMS_CHARACTERS)
    return { ok: false, missing: [], error: `The text has ${sms.text.length} characters; carriers take ${MAX_SMS_CHARACTERS}.` };
  return nonEmpty(sms.text, (text) => ({ ok: true, text, segments: sms.segments, encoding: sms.encoding, units: sms.units }));
}

function renderEmail({ template, values, language, brand: given }: RenderInput, source: string): RenderedMessage {
  const sources = compile(source);
  const subject = renderParsed(template.subject ?? "", "none", values);
  const text = renderParsed(sources.text, "none", values);
  const missing = [...new Set([subject, text].flatMap((part) => (part.ok ? [] : part.missing)))];
  if (!subject.ok || !text.ok) return { ok: false, missing, error: firstError(subject, text) };
  const html = renderParsed(sources.html, "html", values);
  if (!html.ok) return html;
  // A line break in a value would let it write mail headers.
  const oneLine = subject.text.replace(/\s+/g, " ").trim();
  if (oneLine === "") return { ok: false, missing: [], error: "The e-mail has no subject." };
  const brand = given ?? { name: values.practiceName ?? "", preferencesLink: values.preferencesLink };
  return nonEmpty(tidySpaces(text.text), (body) => ({
    ok: true,
    subject: oneLine,
    text: emailText(body, { language, brand }),
    html: emailHtml(singleStops(html.text), { language, subject: oneLine, brand }),
  }));
}

function nonEmpty(text: string, message: (text: string) => RenderedMessage): RenderedMessage {
  return text === "" ? { ok: false, missing: [], error: "The message is empty." } : message(text);
}

function firstError(...parts: Rendered[]): string | undefined {
  return parts.flatMap((part) => (part.ok || part.error === undefined ? [] : [part.error]))[0];
}

function compile(source: string): { text: string; html: string } {
  let both = compiled.get(source);
  if (!both) {
    both = { text: textSource(source), html: htmlSource(source) };
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(source, both);
  }
  return both;
}

const names = new Map<string, readonly string[]>();

/** The squigglies that a template prints or tests, for `squigglyValues`. Throws on bad syntax (checked when it was saved). */
export function templateNames(template: { subject?: string; body: string }, partials?: Partials): readonly string[] {
  const expanded = expandPartials(`${template.subject ?? ""}\n${template.body}`, partials);
  const source = expanded.ok ? expanded.source : template.body;
  let found = names.get(source);
  if (!found) {
    found = [...new Set(namesIn(source).map((use) => use.name))];
    if (names.size >= MAX_COMPILED) names.clear();
    names.set(source, found);
  }
  return found;
}
