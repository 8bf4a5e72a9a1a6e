export type { Notice, NoticeTarget } from "./notice.ts";
export { publishToEventBridge } from "./publish-to-event-bridge.ts";
export { publishToSns } from "./publish-to-sns.ts";
