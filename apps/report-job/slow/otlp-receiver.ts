import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { messagesIn, protobufFields } from "./protobuf-fields.ts";

/** A span as it arrived. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly isError: boolean;
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** A collector that takes OTLP over HTTP on this machine, as JSON or protobuf. */
export interface OtlpReceiver {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** The newest value of each series, by its name and the values of its attributes: `attached_files.requests main SearchCases`. */
  numbers(): ReadonlyMap<string, number>;
  /** Of traces that came as JSON. */
  spans(): readonly ReceivedSpan[];
  resource(): Readonly<Record<string, string | number>>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: what arrives has no type of ours
type Received = any;

export async function otlpReceiver(
  answer: { readonly status?: number; readonly never?: boolean } = {},
): Promise<OtlpReceiver> {
  const requests: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const numbers = new Map<string, number>();
  const documents: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    requests.push({ path: request.url ?? "", headers: request.headers, body: body.toString("utf8") });
    if (answer.never === true) return;
    if (request.headers["content-type"] === "application/json") {
      const document = JSON.parse(body.toString("utf8"));
      documents.push(document);
      for (const [name, value] of jsonNumbers(document)) numbers.set(name, value);
    } else if (request.url === "/v1/metrics") {
      for (const [name, value] of protobufNumbers(body)) numbers.set(name, value);
    }
    response.statusCode = answer.status ?? 200;
    response.setHeader("content-type", request.headers["content-type"] ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    numbers: () => numbers,
    spans: () => documents.flatMap(spansOf),
    resource: () =>
      attributesOf(documents[0]?.resourceMetrics?.[0]?.resource ?? documents[0]?.resourceSpans?.[0]?.resource),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function jsonNumbers(document: Received): readonly (readonly [string, number])[] {
  const metrics = (document.resourceMetrics ?? []).flatMap((resource: Received) =>
    resource.scopeMetrics.flatMap((scope: Received) => scope.metrics),
  );
  return metrics.flatMap((metric: Received) =>
    (metric.sum ?? metric.gauge ?? metric.histogram).dataPoints.map((point: Received) => [
      [metric.name, ...Object.values(attributesOf(point))].join(" "),
      Number(point.asInt ?? point.asDouble ?? point.sum),
    ]),
  );
}

function attributesOf(holder: Received): Readonly<Record<string, string | number>> {
  const given = holder?.attributes ?? [];
  return Object.fromEntries(
    given.map(({ key, value }: Received) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  );
}

function spansOf(document: Received): readonly ReceivedSpan[] {
  const spans = (document.resourceSpans ?? []).flatMap((resource: Received) =>
    resource.scopeSpans.flatMap((scope: Received) => scope.spans),
  );
  return spans.map((span: Received) => ({
    name: span.name,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId || undefined,
    attributes: attributesOf(span),
    isError: span.status?.code === 2,
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
  }));
}

/** By the numbers of the fields in opentelemetry/proto/metrics/v1/metrics.proto, version 1. */
function protobufNumbers(body: Buffer): readonly (readonly [string, number])[] {
  const metrics = messagesIn(body, 1).flatMap((resource) =>
    messagesIn(resource, 2).flatMap((scope) => messagesIn(scope, 2)),
  );
  return metrics.flatMap((metric) => {
    const name = String(messagesIn(metric, 1)[0]);
    const [gauge, sum, histogram] = [5, 7, 9].map((field) => messagesIn(metric, field)[0]);
    const isHistogram = histogram !== undefined;
    const points = messagesIn(gauge ?? sum ?? histogram ?? Buffer.alloc(0), 1);
    return points.map((point): readonly [string, number] => {
      const attributes = messagesIn(point, isHistogram ? 9 : 7).map((pair) =>
        String(messagesIn(messagesIn(pair, 2)[0] ?? Buffer.alloc(0), 1)[0]),
      );
      const values = protobufFields(point).filter(([field]) =>
        isHistogram ? field === 5 : field === 4 || field === 6,
      );
      return [[name, ...attributes].join(" "), Number(values[0]?.[1] ?? 0)];
    });
  });
}
