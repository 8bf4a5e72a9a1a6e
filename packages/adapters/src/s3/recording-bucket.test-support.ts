import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it came over the wire: its kind, as 'PUT part', its headers, and its body. */
export interface Recorded {
  readonly kind: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RecordingBucket {
  readonly endpoint: string;
  readonly requests: readonly Recorded[];
  /** What was taken under a key: texts, files, and files in parts once they are completed. */
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Bodies of this kind of request lose a bit on their way, from now on. */
  corrupt(kind: string): void;
}

/** A bucket that writes down every request, and takes no body that is not the one its SHA-256 tells of, as S3 does. */
export async function recordingBucket(): Promise<RecordingBucket> {
  const requests: Recorded[] = [];
  const objects = new Map<string, Buffer>();
  const parts = new Map<number, Buffer>();
  let corrupted = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { headers, method = "" } = request;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://bucket");
    const kind = kindOf(method, searchParams, headers);
    const body = Buffer.concat(chunks);
    requests.push({ kind, headers, body });
    if (kind === corrupted && body.length > 0) body[0] = (body[0] ?? 0) ^ 1;
    const answer = (status: number, xml = "", more: Readonly<Record<string, string>> = {}): void =>
      void response.writeHead(status, { "content-type": "application/xml", ...more }).end(xml);
    const sent = headers["x-amz-checksum-sha256"];
    const digest = createHash("sha256").update(body).digest("base64");
    if (method === "PUT" && body.length > 0 && sent !== digest) {
      return answer(
        400,
        "<Error><Code>BadDigest</Code><Message>The SHA256 you specified did not match</Message></Error>",
      );
    }
    if (kind === "PUT part") parts.set(Number(searchParams.get("partNumber")), body);
    if (kind === "PUT object") objects.set(pathname, body);
    if (kind === "PUT copy") return answer(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
    if (kind === "POST uploads") return answer(200, "<Result><UploadId>u-1</UploadId></Result>");
    if (kind === "POST complete") {
      objects.set(pathname, Buffer.concat([...parts].sort(([one], [other]) => one - other).map(([, part]) => part)));
      return answer(200, "<Result><ETag>e</ETag></Result>");
    }
    if (method === "DELETE") return answer(204);
    const echoed = typeof sent === "string" ? { "x-amz-checksum-sha256": sent } : {};
    answer(200, "", { etag: "e", ...echoed });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    objects,
    corrupt: (kind) => {
      corrupted = kind;
    },
  };
}

function kindOf(method: string, query: URLSearchParams, headers: IncomingHttpHeaders): string {
  if (query.has("partNumber")) return `${method} part`;
  if (query.has("uploads")) return `${method} uploads`;
  if (query.has("uploadId")) return method === "POST" ? "POST complete" : `${method} upload`;
  return headers["x-amz-copy-source"] === undefined ? `${method} object` : `${method} copy`;
}
