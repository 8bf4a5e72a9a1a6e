import {
  type AttachedFilesConfiguration,
  type ConfigurationSource,
  type ConfigurationsAnswer,
  checkText,
  describeIssue,
  InvalidInputError,
  type Irregularity,
  isSourceError,
  LIMITS,
  parseConfigurationsPage,
  SourceError,
} from "@attached-files/core";
import type { RawPage, Signal, Token } from "../discovery/cases-operations.ts";
import { type FollowedPage, followPages } from "../discovery/follow-pages.ts";

export const LIST_OPERATION = "ListAttachedFilesConfigurations";

/** Asks for one page of the configurations, the largest that the model allows. */
export type FetchConfigurations = (instanceId: string, token: Token, signal: Signal) => Promise<RawPage>;

/** There are four scopes. A listing of so many pages has no end. */
const MOST_PAGES = 20;

/**
 * Asks for all pages, and makes one answer of them: alike over AWS and over the fake. What comes again, as pages may have it
 * that change meanwhile, is noted; the first stays.
 */
export function askConfigurations(fetch: FetchConfigurations): ConfigurationSource["getConfigurations"] {
  return async (instanceId, { signal } = {}) => {
    const issues = checkText(instanceId, "instanceId", LIMITS.instanceIdLength);
    if (issues.length > 0) throw new InvalidInputError(LIST_OPERATION, issues);
    try {
      return await readAll((token) => fetch(instanceId, token, signal));
    } catch (error) {
      if (isSourceError(error, "AccessDeniedException")) return { isPermitted: false, message: error.message };
      throw error;
    }
  };
}

async function readAll(fetchPage: (token: Token) => Promise<RawPage>): Promise<ConfigurationsAnswer> {
  let byScope = new Map<string, AttachedFilesConfiguration>();
  let irregularities: Irregularity[] = [];
  let pages = 0;
  const named = async (token: Token): Promise<RawPage> => {
    const raw = await fetchPage(token);
    return { ...raw, nextToken: raw.NextToken };
  };
  for await (const page of followPages(LIST_OPERATION, named)) {
    // The listing began afresh: what was there is read anew.
    if (page.token === undefined) [byScope, irregularities] = [new Map(), []];
    pages += 1;
    if (pages > MOST_PAGES) throw unexpected(`expected at most ${MOST_PAGES} pages, received more`);
    for (const irregularity of readPage(page, byScope)) irregularities.push(irregularity);
  }
  return { isPermitted: true, configurations: [...byScope.values()], irregularities };
}

function readPage({ raw }: FollowedPage, byScope: Map<string, AttachedFilesConfiguration>): readonly Irregularity[] {
  const { nextToken: _, ...answer } = raw;
  const parsed = parseConfigurationsPage(answer);
  if (!parsed.ok) throw unexpected(parsed.issues.map(describeIssue).join("; "));
  const repeated: Irregularity[] = [];
  for (const configuration of parsed.value.configurations) {
    const { attachmentScope } = configuration;
    if (!byScope.has(attachmentScope)) byScope.set(attachmentScope, configuration);
    else repeated.push({ kind: "repeated", path: "AttachedFilesConfigurations[]", detail: attachmentScope });
  }
  return [...parsed.value.irregularities, ...repeated];
}

function unexpected(message: string): SourceError {
  return new SourceError("UnexpectedAnswer", `${LIST_OPERATION}: ${message}`, { operation: LIST_OPERATION });
}
