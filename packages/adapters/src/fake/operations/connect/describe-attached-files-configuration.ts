import type { Operation } from "../operation.ts";
import { configurationWithTime, readInstance, readScope } from "./files-configurations.ts";

/** The rules of one scope. */
export const describeAttachedFilesConfiguration: Operation = {
  name: "DescribeAttachedFilesConfiguration",
  service: "connect",
  method: "GET",
  route: "/attached-files-configurations/{InstanceId}/{AttachmentScope}",
  answer: (state, input) => {
    const scope = readScope(input);
    const instance = readInstance(state, input);
    return { AttachedFilesConfiguration: configurationWithTime(instance.instanceId, instance, scope) };
  },
};
