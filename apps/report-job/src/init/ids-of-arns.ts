import { type ArnHome, type Issue, parseArn, parseDomainArn, show } from "@attached-files/core";

/** The id of something, and where it lives if its ARN was given. */
export interface Named {
  readonly id: string;
  readonly arn?: string;
  readonly home?: ArnHome;
}

const ID = /^[^\s/:]{1,100}$/;
const INSTANCE_RESOURCE = /^instance\/([^\s/:]{1,100})$/;

/** How somebody who has neither gets it: for messages. */
const GET_INSTANCE = `"aws connect list-instances --query 'InstanceSummaryList[].[InstanceAlias,Id]' --output text" prints it`;
const GET_DOMAIN = `"aws connectcases list-domains --query 'domains[].[name,domainId]' --output text" prints it`;

/** The instance that an id or an ARN names; else what was expected. */
export function instanceOf(given: string): Named | Issue {
  if (ID.test(given)) return { id: given };
  const parsed = parseArn(given);
  const expected = `the id of an instance, as 0f1e2d3c-0000-4000-8000-000000000000, or its ARN; ${GET_INSTANCE}`;
  if (!parsed.ok || parsed.value.service !== "connect") return { path: "", expected, received: show(given) };
  const [, id] = INSTANCE_RESOURCE.exec(parsed.value.resource) ?? [];
  if (id === undefined) return { path: "", expected, received: show(given) };
  const { partition, region, account } = parsed.value;
  return { id, arn: given, home: { partition, region, account } };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Why an id is likely to be no instance's, as its alias; nothing of one that stood in an ARN. */
export function strangeInstance({ id, arn }: Named): string | undefined {
  if (arn !== undefined || UUID.test(id)) return undefined;
  return `${show(id)} does not look like the id of an instance, as 0f1e2d3c-0000-4000-8000-000000000000; an alias is none. ${GET_INSTANCE}`;
}

/** The Cases domain that an id or an ARN names; else what was expected. */
export function domainOf(given: string): Named | Issue {
  if (/^[^\s/:]+$/.test(given)) return { id: given };
  const parsed = parseDomainArn(given);
  if (parsed.ok) {
    const { domainId: id, ...home } = parsed.value;
    return { id, arn: given, home };
  }
  const expected = `the id of a Cases domain, as 0f1e2d3c-0000-4000-8000-000000000000, or its ARN; ${GET_DOMAIN}`;
  return { path: "", expected, received: show(given) };
}
