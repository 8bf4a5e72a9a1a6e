import type { NotifyTarget } from "../config/notify-section.ts";
import { type Permission, partitionOf, type Whereabouts } from "./permission.ts";

/** What the job asks of a target that it tells; a webhook asks nothing of AWS. */
export function notifyPermissions(target: NotifyTarget, where: Whereabouts): readonly Permission[] {
  if (target.to === "webhook") return [];
  // Names of targets may hold what no statement's name may.
  const name = target.name.replaceAll(/[^A-Za-z0-9]/g, "");
  if (target.to === "sns") return [{ sid: `Tell${name}`, actions: ["sns:Publish"], resources: [target.topicArn] }];
  const region = target.region ?? where.region ?? "*";
  const bus = target.bus.startsWith("arn:")
    ? target.bus
    : `arn:${partitionOf(region)}:events:${region}:${where.account ?? "*"}:event-bus/${target.bus}`;
  return [{ sid: `Tell${name}`, actions: ["events:PutEvents"], resources: [bus] }];
}
