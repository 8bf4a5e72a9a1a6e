import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const CALLS = fileURLToPath(new URL("three-calls.test-support.ts", import.meta.url));
const FILE = {
  CreationTime: "2026-11-20T07:59:58.123Z",
  FileArn: "arn:aws:connect:eu-west-2:123456789012:instance/i-1/file/f-1",
  ...{ FileId: "f-1", FileName: "a.pdf", FileSizeInBytes: 1, FileStatus: "APPROVED" },
};
const answer: RequestListener = (request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ Files: [FILE] }));
  });
};

let folder: string;
let certificate: string;
let pair: { readonly cert: string; readonly key: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-tls-"));
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  pair = { cert: made.cert, key: made.private };
  certificate = join(folder, "ca.pem");
  await writeFile(certificate, pair.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listen<T extends Server>(server: T): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function secureServer() {
  const seen = { connections: 0, requests: 0 };
  const server = createSecureServer(pair, (request, response) => {
    seen.requests += 1;
    answer(request, response);
  });
  server.on("secureConnection", () => {
    seen.connections += 1;
  });
  return { url: `https://127.0.0.1:${await listen(server)}`, seen };
}

/** A proxy that notes what it is asked for, and does it. */
async function proxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split("?")[0]}`);
    const { method = "", headers } = request;
    request.pipe(
      httpRequest(request.url ?? "", { method, headers }, (answered) => {
        response.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(response);
      }),
    );
  });
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, port] = (request.url ?? "").split(":");
    const tunnel = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const [one, other] of [
      [socket, tunnel],
      [tunnel, socket],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked };
}

async function threeCalls(endpoint: string, variables: Readonly<Record<string, string>>): Promise<unknown[]> {
  const env = { PATH: process.env.PATH ?? "", AWS_EC2_METADATA_DISABLED: "true", ...variables };
  const { stdout } = await run(process.execPath, ["--conditions=@attached-files/source", CALLS, endpoint], { env });
  return JSON.parse(stdout) as unknown[];
}

describe("first and later calls alike", () => {
  test("go over one connection with TLS, to whom Node was told to trust", async () => {
    const { url, seen } = await secureServer();
    expect(await threeCalls(url, { NODE_EXTRA_CA_CERTS: certificate })).toEqual([1, 1, 1]);
    expect(seen).toEqual({ connections: 1, requests: 3 });
  });

  test("tell nothing to a server that cannot be trusted", async () => {
    const { url, seen } = await secureServer();
    const told = await threeCalls(url, {});
    expect(told).toHaveLength(3);
    for (const text of told) expect(text).toMatch(/^SourceUnreachable: .*(self-signed|certificate)/);
    expect(seen.requests).toBe(0);
  });

  test("go through a tunnel of the proxy that the environment names, where Node is told to heed it", async () => {
    const [{ url, seen }, { url: proxyUrl, asked }] = [await secureServer(), await proxy()];
    const trust = { NODE_EXTRA_CA_CERTS: certificate, HTTPS_PROXY: proxyUrl };
    expect(await threeCalls(url, { ...trust, NODE_USE_ENV_PROXY: "1" })).toEqual([1, 1, 1]);
    expect(asked).toEqual([`CONNECT ${new URL(url).host}`]);
    expect(seen).toEqual({ connections: 1, requests: 3 });
    expect(await threeCalls(url, { ...trust, NODE_USE_ENV_PROXY: "1", NO_PROXY: "127.0.0.1" })).toEqual([1, 1, 1]);
    expect(await threeCalls(url, trust)).toEqual([1, 1, 1]);
    expect(asked).toHaveLength(1);
  });

  test("are unreachable where the proxy refuses, and say so", async () => {
    const { url, seen } = await secureServer();
    const refusing = createServer();
    refusing.on("connect", (_, socket: Socket) => {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    const told = await threeCalls(url, {
      ...{ NODE_EXTRA_CA_CERTS: certificate, NODE_USE_ENV_PROXY: "1" },
      HTTPS_PROXY: `http://127.0.0.1:${await listen(refusing)}`,
    });
    expect(told).toHaveLength(3);
    for (const text of told) expect(text).toMatch(/^SourceUnreachable: .*407/);
    expect(seen.requests).toBe(0);
  });

  test("without TLS go to the proxy themselves", async () => {
    const target = `http://127.0.0.1:${await listen(createServer(answer))}`;
    const { url, asked } = await proxy();
    expect(await threeCalls(target, { HTTP_PROXY: url, NODE_USE_ENV_PROXY: "1" })).toEqual([1, 1, 1]);
    expect(asked).toEqual(Array.from({ length: 3 }, () => `POST ${target}/attached-files/i-1`));
  });
});
