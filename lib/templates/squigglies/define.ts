import type { Channel, TemplateScope } from "../types";
import type { SquigglyFacts } from "./facts";
import type { ValueWords } from "./words";

export const SQUIGGLY_GROUPS = ["patient", "appointment", "lists", "instructions", "provider", "facility", "organization"] as const;
export type SquigglyGroup = (typeof SQUIGGLY_GROUPS)[number];

/** What a resolver gets: the facts (already generic where the visit is sensitive), the channel and the language's words. */
export type Resolving = { facts: SquigglyFacts; channel: Channel; language: string; words: ValueWords };

export type Squiggly = {
  /** As written in a template. Stable. */
  name: string;
  group: SquigglyGroup;
  /** For the editor's list. */
  label: string;
  example: string;
  scopes: readonly TemplateScope[];
  /** Only on these channels (default: all). */
  channels?: readonly Channel[];
  /** Never outside a secure page: refused on SMS, voice and e-mail. */
  secureOnly?: true;
  /** The value in the recipient's language; undefined or empty holds the message. */
  resolve: (from: Resolving) => string | undefined;
};

type Rest = Partial<Pick<Squiggly, "channels" | "secureOnly" | "scopes">>;

/** Declares one squiggly. A new one is one entry in its group's file. */
export function squiggly(
  group: SquigglyGroup,
  name: string,
  label: string,
  example: string,
  resolve: Squiggly["resolve"],
  rest: Rest = {},
): Squiggly {
  return { name, group, label, example, scopes: ["reminder"], resolve, ...rest };
}
