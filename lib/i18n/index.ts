export { dir, languageName } from "./languages";
export type { MessageKey } from "./messages/en";
export { PAGE_LOCALES, pageLocale, t, type PageLocale, type Translate } from "./translate";
