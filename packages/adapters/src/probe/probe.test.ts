import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { accountProbes, bucketProbes, connectProbes, probeEventBus } from "./index.ts";

const OPTIONS = {
  region: "eu-central-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
  requestTimeoutMs: 2000,
} as const;
const SIGNAL = new AbortController().signal;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function at(offsetMs: number, status = 200, body: object = {}): RequestListener {
  return (_, response) => {
    const date = new Date(Date.now() + offsetMs).toUTCString();
    response.writeHead(status, { date, "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

describe("a probe", () => {
  it.each([
    ["an answer", 200],
    ["a refusal", 403],
  ])("tells of %s whom it was sent to, and how far the clocks are apart", async (_, status) => {
    const endpoint = await serve(at(-3_600_000, status, { message: "no" }));
    const probes = connectProbes({ ...OPTIONS, endpoint });
    const probe = await probes.listConfigurations("i-1", SIGNAL);
    probes.close();
    expect(probe).toMatchObject({ origin: endpoint });
    expect(Math.abs((probe.clockAheadMs ?? 0) - 3_600_000)).toBeLessThan(3000);
    expect([probe.value !== undefined, probe.error?.code]).toEqual(
      status === 200 ? [true, undefined] : [false, "AccessDeniedException"],
    );
  });

  it("tells why nobody answered, and no time", async () => {
    const probes = connectProbes({ ...OPTIONS, endpoint: "http://127.0.0.1:1" });
    const probe = await probes.listDomains(SIGNAL);
    probes.close();
    expect(probe.error?.code).toBe("SourceUnreachable");
    expect([probe.clockAheadMs, probe.origin]).toEqual([undefined, "http://127.0.0.1:1"]);
  });

  it("tells that a stranger answered, and not what", async () => {
    const endpoint = await serve((_, response) => {
      response.writeHead(502, { "content-type": "text/html" }).end("<html>busy, says lb-7.example</html>");
    });
    const probes = connectProbes({ ...OPTIONS, endpoint });
    const { error } = await probes.listDomains(SIGNAL);
    probes.close();
    expect(error?.code).toBe("ForeignAnswer");
    expect(error?.message).toMatch(/^HTTP 502 with content of type "text\/html": probably a proxy or load balancer/);
  });

  it("of a search finds the first file in a list with holes, and nothing where there is none", async () => {
    const file = { caseId: "c-1", type: "File", content: { file: { fileArn: "arn:x" } } };
    for (const [relatedItems, value] of [
      [[null, file], { caseId: "c-1", fileArn: "arn:x" }],
      [[null], {}],
    ]) {
      const probes = connectProbes({ ...OPTIONS, endpoint: await serve(at(0, 200, { relatedItems })) });
      expect((await probes.findFile("d-1", SIGNAL)).value).toEqual(value);
      probes.close();
    }
  });

  it("of quotas reads every page, and ends with a server that never does", async () => {
    let pages = 0;
    const endpoint = await serve((_, response) => {
      pages += 1;
      const Quotas = [{ QuotaName: `quota ${pages}`, Value: pages }, {}];
      response
        .writeHead(200, { "content-type": "application/x-amz-json-1.1" })
        .end(JSON.stringify({ Quotas, NextToken: "x" }));
    });
    const { AWS_ENDPOINT_URL_SERVICE_QUOTAS: before } = process.env;
    process.env.AWS_ENDPOINT_URL_SERVICE_QUOTAS = endpoint;
    const probes = accountProbes(OPTIONS);
    try {
      expect((await probes.quotas(SIGNAL)).value?.slice(0, 2)).toEqual([
        { name: "quota 1", value: 1 },
        { name: "quota 2", value: 2 },
      ]);
      expect(pages).toBe(20);
    } finally {
      probes.close();
      if (before === undefined) delete process.env.AWS_ENDPOINT_URL_SERVICE_QUOTAS;
      else process.env.AWS_ENDPOINT_URL_SERVICE_QUOTAS = before;
    }
  });

  it("of a bucket writes on a condition that cannot be, encrypted as what is published", async () => {
    const seen: Record<string, string | string[] | undefined>[] = [];
    const endpoint = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(412).end();
    });
    const probes = bucketProbes({ ...OPTIONS, bucket: "files", kmsKeyId: "alias/files", endpoint });
    expect((await probes.write("a", SIGNAL)).error?.code).toBe("InvalidRequestException");
    await probes.remove("a", SIGNAL);
    probes.close();
    const kms = {
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": "alias/files",
    };
    expect(seen[0]).toMatchObject({ "if-match": '"attached-files-check"', ...kms });
    expect(seen[1]).toMatchObject({ "if-match": '"attached-files-check"' });
  });

  it("of an event bus sends an event that no bus takes", async () => {
    let sent: { Entries: { Detail: string }[] } | undefined;
    const endpoint = await serve((request, response) => {
      request.on("data", (body: Buffer) => {
        sent = JSON.parse(body.toString());
        const answer = { FailedEntryCount: 1, Entries: [{ ErrorCode: "MalformedDetail" }] };
        response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(answer));
      });
    });
    const probe = await probeEventBus("default", { ...OPTIONS, endpoint }, SIGNAL);
    expect(probe.value).toEqual({ refusedAs: "MalformedDetail" });
    expect(() => JSON.parse(sent?.Entries[0]?.Detail ?? "{}")).toThrow();
  });
});
