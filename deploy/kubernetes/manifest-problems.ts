import { validate as cronJob } from "kubernetes-models/_schemas/IoK8sApiBatchV1CronJob";
import { validate as configMap } from "kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap";
import { validate as persistentVolumeClaim } from "kubernetes-models/_schemas/IoK8sApiCoreV1PersistentVolumeClaim";
import { validate as pod } from "kubernetes-models/_schemas/IoK8sApiCoreV1Pod";
import { validate as serviceAccount } from "kubernetes-models/_schemas/IoK8sApiCoreV1ServiceAccount";

/** A validator that ajv has made of a schema. */
type Validator = ((manifest: unknown) => boolean) & {
  readonly errors?:
    | readonly { readonly instancePath: string; readonly keyword: string; readonly params: object }[]
    | null;
};

/** Kubernetes' own schemas of the kinds that there are. */
const KINDS: Readonly<Record<string, unknown>> = {
  "batch/v1 CronJob": cronJob,
  "v1 ConfigMap": configMap,
  "v1 PersistentVolumeClaim": persistentVolumeClaim,
  "v1 Pod": pod,
  "v1 ServiceAccount": serviceAccount,
};

/**
 * What Kubernetes' schemas have to say against a manifest, and which members they do not know: a server that is asked strictly
 * refuses these, and any other leaves them out without a word.
 */
export function manifestProblems(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const kind = `${manifest.apiVersion} ${manifest.kind}`;
  const validate = KINDS[kind] as Validator | undefined;
  if (validate === undefined) return [`unknown kind ${kind}`];
  const unread = new Set<string>();
  if (validate(watched(manifest, "", unread))) return [...unread].map((path) => `unknown member ${path}`);
  return (validate.errors ?? []).map((each) => `${each.instancePath}: ${each.keyword} ${JSON.stringify(each.params)}`);
}

/** The same value, which notes the members that nobody has looked at: a validator looks at all that its schema names. */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([key, member]) => [key, watched(member, `${path}/${key}`, unread)] as const);
  for (const [key] of inner) unread.add(`${path}/${key}`);
  const copy: object = Array.isArray(value) ? inner.map(([, member]) => member) : Object.fromEntries(inner);
  return new Proxy(copy, {
    get: (target, key, receiver) => {
      unread.delete(`${path}/${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
  });
}
