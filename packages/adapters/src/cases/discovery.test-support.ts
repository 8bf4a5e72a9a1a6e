import type { DiscoverOptions, ReferencePage, ReferenceSource } from "@attached-files/core";
import { onTestFinished } from "vitest";
import {
  type Answer,
  awsError,
  FIXED,
  type ScriptedServer,
  type SeenRequest,
  scriptedServer,
} from "../aws-client/scripted-server.test-support.ts";
import { type ConnectReferenceSourceOptions, connectReferenceSource } from "./connect-reference-source.ts";

const ACCOUNT = "eu-west-2:123456789012";
export const DENIED = awsError(
  403,
  "AccessDeniedException",
  '{"message":"not authorized to perform cases:SearchAllRelatedItems"}',
);
export const EXPIRED = awsError(400, "ValidationException", '{"message":"Invalid nextToken"}');
export const GONE = awsError(
  404,
  "ResourceNotFoundException",
  '{"message":"not there","resourceId":"x","resourceType":"Domain"}',
);

/** Answers of a route, by `METHOD-like` last part of its path, in turn; the last one again and again. */
export type Routes = Readonly<Record<string, readonly Answer[]>>;

export async function openOn(
  routes: Routes,
  options: ConnectReferenceSourceOptions = {},
): Promise<{ source: ReferenceSource; server: ScriptedServer }> {
  const calls = new Map<string, number>();
  const server = await scriptedServer((request, response) => {
    const path = request.url.replace(/\?.*/, "");
    const route =
      Object.keys(routes).find((it) => path === it) ?? Object.keys(routes).find((it) => path.endsWith(it)) ?? "";
    const call = calls.get(route) ?? 0;
    calls.set(route, call + 1);
    const answers = routes[route] ?? [awsError(404, "UnknownOperationException", "<UnknownOperationException/>")];
    const answer = answers[Math.min(call, answers.length - 1)] ?? "{}";
    if (typeof answer === "function") return answer(request, response);
    const { status = 200, headers = {}, body = "" } = typeof answer === "string" ? { body: answer } : answer;
    response.writeHead(status, headers).end(body);
  });
  const source = connectReferenceSource({ ...FIXED, endpoint: server.url, maxAttempts: 1, ...options });
  onTestFinished(() => source.close());
  return { source, server };
}

export async function pagesOf(source: ReferenceSource, options?: DiscoverOptions): Promise<ReferencePage[]> {
  const pages: ReferencePage[] = [];
  for await (const page of source.discover(options)) pages.push(page);
  return pages;
}

export function filesOf(pages: readonly ReferencePage[]): string[] {
  return pages.flatMap(({ references }) =>
    references.map(
      ({ fileId, associatedResourceArn }) => `${fileId} of ${associatedResourceArn.replace(/^.*domain\//, "")}`,
    ),
  );
}

export function kindsOf(pages: readonly ReferencePage[]): string[] {
  return pages.flatMap(({ irregularities }) => irregularities.map(({ kind, path }) => `${kind} ${path}`));
}

export const bodyOf = (request: SeenRequest | undefined): unknown => JSON.parse(request?.body ?? "null");
export const pathsOf = (server: ScriptedServer): string[] => server.requests.map(({ url }) => url);

export function item(fileId: string, caseId: string): string {
  return `{"relatedItemId":"r-${fileId}","caseId":"${caseId}","type":"File","associationTime":"2026-11-02T09:15:00Z","content":{"file":{"fileArn":"arn:aws:connect:${ACCOUNT}:instance/i-1/file/${fileId}"}},"tags":{}}`;
}
export function page(items: readonly string[], nextToken?: string): string {
  return `{"relatedItems":[${items.join(",")}]${nextToken === undefined ? "" : `,"nextToken":"${nextToken}"`}}`;
}

/** A page of SearchCases; `rest` stands behind the list, as `,"totalCount":3`. */
export function casesPage(ids: readonly string[], rest = ""): string {
  const cases = ids.map((id) => (id === "null" ? id : `{"caseId":"${id}","templateId":"t","fields":[]}`));
  return `{"cases":[${cases.join(",")}]${rest}}`;
}
/** The route of a search within one case of domain d-1. */
export function inCase(caseId: string): string {
  return `/domains/d-1/cases/${caseId}/related-items-search`;
}
/** A page of ListDomains. */
export function listed(ids: readonly string[], nextToken = ""): string {
  const domains = ids.map((id) => `{"domainId":"${id}","domainArn":"a","name":"n"}`);
  return `{"domains":[${domains.join(",")}],"nextToken":"${nextToken}"}`;
}
