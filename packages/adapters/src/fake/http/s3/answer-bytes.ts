import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { StoredFile } from "../../connect-state/attached-files.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import { stageAt } from "../../life-cycle/file-life.ts";
import { mediaTypeOf } from "../../life-cycle/media-type.ts";
import type { UrlGrant } from "../../life-cycle/signed-urls.ts";
import { readBytes } from "../read-body.ts";
import { readGrant } from "./read-grant.ts";
import { S3Error, s3ErrorBody } from "./s3-error.ts";

/** Takes and gives the bytes of files, in S3's place. Never rejects: whatever comes is answered. */
export async function answerBytes(
  state: ConnectState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader("x-amz-request-id", requestId);
  try {
    const grant = readGrant(request, state.urlSecret, state.clock().getTime());
    const file = state.files.get(grant.instanceId, grant.fileId);
    if (file === undefined) throw new S3Error("NoSuchKey", 404, "The specified key does not exist.");
    if (grant.method === "PUT") await take(state, grant, file, request, response);
    else await give(state, grant, file, response);
  } catch (error) {
    request.resume();
    if (response.headersSent || response.destroyed) return void response.destroy();
    const refusal = error instanceof S3Error ? error : new S3Error("InternalError", 500, "We encountered an error.");
    response.writeHead(refusal.status, { "Content-Type": "application/xml" });
    response.end(s3ErrorBody(refusal, requestId));
  }
}

async function take(
  state: ConnectState,
  { instanceId, fileId }: UrlGrant,
  { wire: { FileSizeInBytes: size, FileArn } }: StoredFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The length was signed, and HTTP takes neither more nor less than it.
  const bytes = await readBytes(request, Number(size));
  // While bytes come slowly, much may happen: the file is looked up as it stands now, and may be gone, or another.
  const file = state.files.get(instanceId, fileId);
  if (file === undefined || file.wire.FileArn !== FileArn) {
    throw new S3Error("NoSuchKey", 404, "The specified key does not exist.");
  }
  // Bytes that come after the upload was completed change nothing that was scanned.
  if (file.life !== undefined && file.life.scan === undefined) {
    const { associatedResourceArn, wire, answer, life } = file;
    state.bytes.put(instanceId, fileId, bytes);
    const uploaded = { ...life, uploadedAt: state.clock().getTime() };
    state.files.put(instanceId, fileId, associatedResourceArn, wire, answer, uploaded);
  }
  response.writeHead(200, { ETag: `"${createHash("md5").update(bytes).digest("hex")}"`, "Content-Length": 0 });
  response.end();
}

async function give(
  state: ConnectState,
  { instanceId, fileId }: UrlGrant,
  { wire, life }: StoredFile,
  response: ServerResponse,
): Promise<void> {
  const bytes = state.bytes.get(instanceId, fileId);
  const isApproved = life === undefined || stageAt(life, state.clock().getTime()) === "approved";
  if (!isApproved) throw new S3Error("NoSuchKey", 404, "The specified key does not exist.");
  const name = String(wire.FileName);
  const size = bytes?.length ?? Number(wire.FileSizeInBytes);
  response.writeHead(200, {
    "Content-Type": mediaTypeOf(name),
    "Content-Length": size,
    "Content-Disposition": `attachment; filename*=UTF-8''${extendedValue(name)}`,
  });
  await pipeline(Readable.from(bytes === undefined ? madeUp(size) : [bytes]), response);
}

const CHUNK = Buffer.alloc(64 * 1024, "attached file ");

/** The bytes of a file that was put into the fake without any: as many as it says it has. */
function* madeUp(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, Math.min(left, CHUNK.length));
}

/** As RFC 8187 writes a text in a header. */
function extendedValue(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
