export { classifyReply } from "./classify";
export { INTENTS, type Intent, type OpenQuestion, type Reply, type ReplyContext } from "./types";
