export { classifyReply } from "./classify";
export type { Intent, OpenQuestion, Reply, ReplyContext } from "./types";
