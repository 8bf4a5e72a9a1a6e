import { DEFAULT_CONFIGURATION, type FilesConfiguration } from "../../connect-state/files-configuration.ts";
import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import type { Operation } from "../operation.ts";
import { check, configurationWithTime, readInstance, readScope } from "./files-configurations.ts";

/** 100 MB, the most that the model lets a scope take. */
const LARGEST = 104_857_600;
const EXTENSION = /^[a-zA-Z0-9-_]+$/;

/** Sets the rules of one scope; what is not given stays as it is. */
export const updateAttachedFilesConfiguration: Operation = {
  name: "UpdateAttachedFilesConfiguration",
  service: "connect",
  method: "POST",
  route: "/attached-files-configurations/{InstanceId}/{AttachmentScope}",
  answer: (state, input) => {
    const scope = readScope(input);
    const { body } = input;
    const size = check.optionalWhole(body.MaximumSizeLimitInBytes, "MaximumSizeLimitInBytes", 1, LARGEST);
    const extensions = readExtensions(body);
    const instance = readInstance(state, input);
    const before = instance.configurations.get(scope) ?? DEFAULT_CONFIGURATION;
    state.files.configure(instance.instanceId, scope, {
      maximumSizeBytes: size ?? before.maximumSizeBytes,
      extensions: extensions ?? before.extensions,
      lastModifiedAt: state.clock().getTime(),
    });
    return configurationWithTime(instance.instanceId, instance, scope);
  },
};

function readExtensions({ ExtensionConfiguration: given }: WireObject): FilesConfiguration["extensions"] | undefined {
  if (given === undefined || given === null) return undefined;
  const name = "ExtensionConfiguration.AllowedExtensions";
  const list = check.list(isWireObject(given) ? given.AllowedExtensions : undefined, name, 0, Number.POSITIVE_INFINITY);
  return list.map((entry, index) => {
    const at = `${name}[${index}].Extension`;
    const extension = check.text(isWireObject(entry) ? entry.Extension : undefined, at, 1, 10);
    return EXTENSION.test(extension)
      ? extension
      : check.refuse(`${at} may have letters, digits, hyphens and underscores`);
  });
}
