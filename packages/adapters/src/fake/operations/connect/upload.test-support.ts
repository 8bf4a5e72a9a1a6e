import { onTestFinished } from "vitest";
import { CASE_ARN } from "../../http/on-the-wire.test-support.ts";
import { createFakeConnect, type FakeConnect, type FakeConnectOptions } from "../../index.ts";

export const START: number = Date.UTC(2026, 10, 1);

/** A fake with one instance and case, a clock that the test moves, and a client that knows nothing but HTTP. */
export interface UploadDesk {
  readonly fake: FakeConnect;
  readonly url: string;
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void;
  call(method: string, path: string, body?: unknown, query?: Record<string, string>): Promise<DeskAnswer>;
  /** StartAttachedFileUpload of `bytes` on case c-1, with what differs from the plain. */
  start(bytes: string | Uint8Array, members?: Record<string, unknown>): Promise<Started>;
  /** Start, PUT and Complete; the file's id. */
  upload(bytes: string, members?: Record<string, unknown>): Promise<string>;
  complete(fileId: string): Promise<DeskAnswer>;
  get(fileId: string): Promise<DeskAnswer>;
}

export interface DeskAnswer {
  readonly status: number;
  readonly error: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read members that they then judge.
  readonly body: any;
}

export interface Started extends DeskAnswer {
  readonly fileId: string;
  put(bytes?: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
}

export async function uploadDesk(options: FakeConnectOptions = {}): Promise<UploadDesk> {
  let now = START;
  const fake = createFakeConnect({ clock: () => new Date(now), ...options });
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.addCase("d-1", "c-1");
  fake.state.files.addInstance("i-1");
  const server = await fake.listen();
  onTestFinished(() => server.close());
  const call: UploadDesk["call"] = async (method, path, body, query = { associatedResourceArn: CASE_ARN }) => {
    const response = await fetch(`${server.url}${path}?${new URLSearchParams(query)}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      error: response.headers.get("x-amzn-ErrorType"),
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  const desk: UploadDesk = {
    fake,
    url: server.url,
    pass: (ms) => {
      now += ms;
    },
    call,
    start: async (bytes, members) => {
      const answer = await call("PUT", "/attached-files/i-1", {
        FileName: "passport.pdf",
        FileSizeInBytes: Buffer.byteLength(bytes),
        FileUseCaseType: "ATTACHMENT",
        ...members,
      });
      return {
        ...answer,
        fileId: String(answer.body.FileId),
        put: (other = bytes, headers) =>
          fetch(answer.body.UploadUrlMetadata.Url, {
            method: "PUT",
            body: other as string,
            headers: headers ?? answer.body.UploadUrlMetadata.HeadersToInclude,
          }),
      };
    },
    upload: async (bytes, members) => {
      const { fileId, put } = await desk.start(bytes, members);
      await put();
      await desk.complete(fileId);
      return fileId;
    },
    complete: (fileId) => call("POST", `/attached-files/i-1/${fileId}`),
    get: (fileId) => call("GET", `/attached-files/i-1/${fileId}`),
  };
  return desk;
}
