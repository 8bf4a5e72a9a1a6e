import type { IncomingMessage, ServerResponse } from "node:http";
import { describeIssue, InvalidInputError } from "@attached-files/core";
import type { FakeService } from "../../fake-service.ts";
import { FakeError } from "../../operations/fake-error.ts";
import { isTooDeep, readBytes } from "../read-body.ts";
import { isBelow, readTarget } from "../read-target.ts";
import { wireJson } from "../wire-json.ts";
import type { AdminAnswer } from "./admin-route.ts";
import { ADMIN_PREFIX, ADMIN_ROUTES } from "./admin-routes.ts";
import { reasonToRefuse } from "./refuse-strangers.ts";

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Whether a request is to the fake itself, not to the service that it stands for. */
export function isAdminRequest(request: IncomingMessage): boolean {
  return isBelow(request.url, ADMIN_PREFIX);
}

/** Answers a request to the fake itself, in plain JSON. It is no call: never faulted, throttled, logged, or asked to be signed. */
export async function answerAdmin(
  service: FakeService,
  boundHost: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, text } = await answer(service, boundHost, request)
    .then(toWire)
    .catch((error) => toWire(toProblems(error)));
  if (response.destroyed) return;
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

function toWire({ status, body }: AdminAnswer): { status: number; text: string } {
  return { status, text: wireJson(body) };
}

async function answer(service: FakeService, boundHost: string, request: IncomingMessage): Promise<AdminAnswer> {
  const refusal = reasonToRefuse(request.headers, boundHost);
  if (refusal !== undefined) return problem(403, refusal);
  const target = readTarget(request.url ?? "/");
  const ofPath = ADMIN_ROUTES.filter(({ path }) => target.pathname === ADMIN_PREFIX + path);
  const route = ofPath.find(({ method }) => method === request.method);
  if (route === undefined) {
    const routes = ADMIN_ROUTES.map(({ method, path }) => `${method} ${ADMIN_PREFIX}${path}`);
    if (ofPath.length === 0) return { status: 404, body: { problems: ["there is nothing here"], routes } };
    return { status: 405, body: { problems: [`nothing here answers ${request.method}`], routes } };
  }
  if (route.method === "POST" && !JSON_TYPE.test(request.headers["content-type"] ?? "")) {
    return problem(415, "Content-Type must be application/json");
  }
  const text = (await readBytes(request)).toString("utf8");
  if (isTooDeep(text)) return problem(400, "the body is nested too deep");
  let body: unknown;
  try {
    body = text === "" ? undefined : JSON.parse(text);
  } catch {
    return problem(400, "the body is not JSON");
  }
  return route.answer({ service, query: target.query(), body });
}

function toProblems(error: unknown): AdminAnswer {
  if (error instanceof InvalidInputError) return { status: 400, body: { problems: error.issues.map(describeIssue) } };
  if (error instanceof FakeError) return problem(error.status, error.message);
  return problem(500, error instanceof Error ? error.message : String(error));
}

function problem(status: number, text: string): AdminAnswer {
  return { status, body: { problems: [text] } };
}
