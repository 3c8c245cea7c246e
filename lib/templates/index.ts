export { checkTemplate, type CheckOptions, type TemplateCheck, type TemplateError } from "./check";
export { contentHits, type ContentHit } from "./content-policy";
export type { EmailBrand } from "./email-layout";
export type { Partials } from "./partials";
export { pickTemplate } from "./pick-template";
export { renderMessage, templateNames, type RenderedMessage, type RenderInput } from "./render";
export { smsSegments, type SmsSegments } from "./segments";
export {
  findSquiggly,
  SQUIGGLIES,
  SQUIGGLY_GROUPS,
  squigglyValues,
  type ListedVisit,
  type Squiggly,
  type SquigglyFacts,
  type SquigglyGroup,
  type SquigglyValues,
} from "./squigglies";
export {
  isTemplateKey,
  STANDARD_TEMPLATES,
  standardTemplate,
  standardVersions,
  TEMPLATE_KEYS,
  TEMPLATE_PURPOSES,
  type TemplateKey,
} from "./standard";
export { TEMPLATE_CHANNELS, type Channel, type CheckedChannel, type TemplateScope, type TemplateVersion } from "./types";
