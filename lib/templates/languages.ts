import { STANDARD_TEMPLATES } from "./standard";

/** Languages that an organization may word its messages in, beside those of the standard texts. BCP 47. */
const OTHERS = "am ar bn de el fa fil fr gu hi ht hy it ja km ko lo mr my pa pl pt ru so sw th ti uk ur vi zh-Hans zh-Hant".split(" ");

/** Every language a template can be written in, those of the standard texts first. */
export const TEMPLATE_LANGUAGES: readonly string[] = [
  ...Object.keys(STANDARD_TEMPLATES),
  ...OTHERS.filter((language) => !Object.hasOwn(STANDARD_TEMPLATES, language)),
];
