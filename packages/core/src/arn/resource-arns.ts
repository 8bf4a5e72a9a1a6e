import { ok, type Result, refuse, show } from "../validation/result.ts";
import { formatArn, parseArn } from "./arn.ts";

/** Where a resource lives: the part that all ARNs of one account and Region share. */
export interface ArnHome {
  readonly partition: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/** A file of an instance. Its ARN does not tell which resource the file is attached to. */
export interface FileArn extends ArnHome {
  readonly instanceId: string;
  readonly fileId: string;
}

/** A contact of an instance; those of emails can have files. */
export interface ContactArn extends ArnHome {
  readonly instanceId: string;
  readonly contactId: string;
}

/** A case of a Cases domain. */
export interface CaseArn extends ArnHome {
  readonly domainId: string;
  readonly caseId: string;
}

/** A Cases domain. */
export interface DomainArn extends ArnHome {
  readonly domainId: string;
}

/** `arn:{partition}:connect:{region}:{account}:instance/{instanceId}/file/{fileId}` */
export function parseFileArn(input: unknown, path = ""): Result<FileArn> {
  return parseResource(input, path, "connect", ["instance", "file"], ([instanceId, fileId]) => ({
    instanceId,
    fileId,
  }));
}

/** Puts a file's ARN together. It checks nothing: ids that cannot stand in an ARN make a text that is none. */
export function formatFileArn(arn: FileArn): string {
  return format(arn, "connect", `instance/${arn.instanceId}/file/${arn.fileId}`);
}

/** `arn:{partition}:connect:{region}:{account}:instance/{instanceId}/contact/{contactId}`, an email contact. */
export function parseContactArn(input: unknown, path = ""): Result<ContactArn> {
  return parseResource(input, path, "connect", ["instance", "contact"], ([instanceId, contactId]) => ({
    instanceId,
    contactId,
  }));
}

/** Puts a contact's ARN together. It checks nothing: ids that cannot stand in an ARN make a text that is none. */
export function formatContactArn(arn: ContactArn): string {
  return format(arn, "connect", `instance/${arn.instanceId}/contact/${arn.contactId}`);
}

/** `arn:{partition}:cases:{region}:{account}:domain/{domainId}/case/{caseId}` */
export function parseCaseArn(input: unknown, path = ""): Result<CaseArn> {
  return parseResource(input, path, "cases", ["domain", "case"], ([domainId, caseId]) => ({ domainId, caseId }));
}

/** Puts a case's ARN together. It checks nothing: ids that cannot stand in an ARN make a text that is none. */
export function formatCaseArn(arn: CaseArn): string {
  return format(arn, "cases", `domain/${arn.domainId}/case/${arn.caseId}`);
}

/** `arn:{partition}:cases:{region}:{account}:domain/{domainId}` */
export function parseDomainArn(input: unknown, path = ""): Result<DomainArn> {
  return parseResource(input, path, "cases", ["domain"], ([domainId]) => ({ domainId }));
}

/** Puts a domain's ARN together. It checks nothing: ids that cannot stand in an ARN make a text that is none. */
export function formatDomainArn(arn: DomainArn): string {
  return format(arn, "cases", `domain/${arn.domainId}`);
}

function format(home: ArnHome, service: string, resource: string): string {
  return formatArn({ ...home, service, resource });
}

/** Reads `{type}/{id}/{type}/{id}` behind an ARN's fifth colon. */
function parseResource<Ids>(
  input: unknown,
  path: string,
  service: string,
  types: readonly string[],
  name: (ids: [string, string]) => Ids,
): Result<Ids & ArnHome> {
  const wrong = (): Result<Ids & ArnHome> => {
    const ids = types.map((type) => `${type}/{${type}Id}`).join("/");
    return refuse([{ path, expected: `arn:{partition}:${service}:{region}:{account}:${ids}`, received: show(input) }]);
  };
  const arn = parseArn(input);
  if (!arn.ok) return wrong();
  const { partition, region, account, resource } = arn.value;
  const parts = resource.split("/");
  // An account is empty, 'aws' or 12 digits; these resources are always somebody's.
  if (arn.value.service !== service || region === "" || account.length !== 12) return wrong();
  if (parts.length !== types.length * 2) return wrong();
  const ids = types.map((type, index) => (parts[index * 2] === type ? (parts[index * 2 + 1] ?? "") : ""));
  if (ids.some((id) => id === "")) return wrong();
  return ok({ partition, region, account, ...name([ids[0] ?? "", ids[1] ?? ""]) });
}
