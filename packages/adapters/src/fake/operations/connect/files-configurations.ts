import type { Instance } from "../../connect-state/attached-files.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import {
  ATTACHMENT_SCOPES,
  type AttachmentScope,
  DEFAULT_CONFIGURATION,
} from "../../connect-state/files-configuration.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { MemberCheck } from "../check-member.ts";
import { FakeError } from "../fake-error.ts";
import type { OperationInput } from "../operation.ts";

/** How the operations on configurations refuse a request. */
export const check: MemberCheck = new MemberCheck("InvalidParameterException");

/** The instance that a request names. @throws {FakeError} */
export function readInstance(
  state: ConnectState,
  { path }: OperationInput,
): Instance & { readonly instanceId: string } {
  const instanceId = check.text(path.InstanceId, "InstanceId", 1, 100);
  const instance = state.files.instances.get(instanceId);
  if (instance !== undefined) return { ...instance, instanceId };
  throw new FakeError("ResourceNotFoundException", `The instance ${instanceId} does not exist.`);
}

export function readScope({ path }: OperationInput): AttachmentScope {
  return check.oneOf(path.AttachmentScope, "AttachmentScope", ATTACHMENT_SCOPES) as AttachmentScope;
}

/** The rules that hold for a scope, in wire form: those that were set, else AWS's defaults. */
export function configurationOnTheWire(instanceId: string, instance: Instance, scope: AttachmentScope): WireObject {
  const { maximumSizeBytes, extensions } = instance.configurations.get(scope) ?? DEFAULT_CONFIGURATION;
  return {
    InstanceId: instanceId,
    AttachmentScope: scope,
    MaximumSizeLimitInBytes: maximumSizeBytes,
    ExtensionConfiguration: { AllowedExtensions: extensions.map((Extension) => ({ Extension })) },
  };
}

/** With when it was changed, in seconds since 1970 as rest-json writes a time; the defaults never were. */
export function configurationWithTime(instanceId: string, instance: Instance, scope: AttachmentScope): WireObject {
  const at = instance.configurations.get(scope)?.lastModifiedAt;
  const configuration = configurationOnTheWire(instanceId, instance, scope);
  return at === undefined ? configuration : { ...configuration, LastModifiedTime: at / 1000 };
}
