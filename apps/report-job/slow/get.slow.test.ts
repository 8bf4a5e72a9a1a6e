import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endOf, run, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, caseArn, INSTANCE, newDesk } from "./desk.ts";

let fake: FakeConnect;
let server: FakeServer;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ fake, server, clear } = await newDesk(1));
});
afterEach(() => clear());

const get = ["get", "--instance-id", INSTANCE, "--associated-resource-arn", caseArn(0)];

function endpoint(): string[] {
  return ["--region", "eu-central-1", "--endpoint", server.url];
}

describe("attached-files get", () => {
  it("prints the operation's own answer", async () => {
    const ended = await run([...get, ...endpoint(), "f-0", "nowhere", "f-0"]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "Ids given again, and asked for once: 1.\n" });
    expect(JSON.parse(ended.stdout)).toEqual({
      Files: [
        expect.objectContaining({ FileId: "f-0", FileName: "f-0.pdf", FileSizeInBytes: 1024, FileStatus: "APPROVED" }),
      ],
      Errors: [
        {
          ErrorCode: "ResourceNotFoundException",
          ErrorMessage: "The attached file does not exist.",
          FileId: "nowhere",
        },
      ],
    });
  });

  it("takes any number of ids, from standard input, a hundred a call, in any script", async () => {
    // 250 ids of 256 characters pass a pipe in several chunks, which end within characters.
    const ids = Array.from({ length: 250 }, (_, index) => `${index}-`.padEnd(256, "漢é"));
    const ended = await run([...get, ...endpoint()], { input: `\uFEFF${ids.join("\n")}` });
    const { Errors } = JSON.parse(ended.stdout) as { Errors: { FileId: string }[] };
    expect(Errors).toHaveLength(250);
    expect(Errors.filter((error, index) => error.FileId !== ids[index])).toEqual([]);
    expect(fake.calls.count(BATCH)).toBe(3);
  });

  it("keeps every digit of a 64-bit size, and shows controls instead of printing them", async () => {
    const FileName = "\u202efdp\u009b31m\u001b[2J";
    const members = { FileSizeInBytes: 9007199254740993n, FileName };
    fake.state.attachFile({ domainId: "d-1", caseId: "c-0", instanceId: INSTANCE, fileId: "big", members });
    const { stdout } = await runHere([...get, ...endpoint(), "big"]);
    expect(stdout).toContain('"FileSizeInBytes": 9007199254740993');
    expect(stdout).toContain('"\\u202efdp\\u009b31m\\u001b[2J"');
    expect(JSON.parse(stdout)).toMatchObject({ Files: [{ FileName }] });
  });

  it("refuses what the operation would refuse, all at once by flag and place, without a call", async () => {
    const wrong = ["get", "--instance-id", "x".repeat(101), "--associated-resource-arn", "no"];
    const target = ["--region", "x y", "--endpoint", "foo"];
    const ended = await runHere([...wrong, ...target, "f", "y".repeat(257)]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    const places = ended.stderr.split("\n").flatMap((line) => /^(.*?): expected .*, received /.exec(line)?.[1] ?? []);
    expect(places).toEqual(["--instance-id", "--associated-resource-arn", "--region", "--endpoint", "FILE_ID 2"]);
    const none = await runHere(wrong);
    expect(none.stderr).toMatch(
      /--instance-id: (.*\n)+--associated-resource-arn: (.*\n)+standard input: expected at least/,
    );
    expect(none.exitCode).toBe(2);
    expect(fake.calls.count()).toBe(0);
  });

  it("refuses what holds controls that nobody sees, escaped, without a call", async () => {
    const ended = await runHere([...get, ...endpoint(), "f-0\r", "f-1\u001b[2J"]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toMatch(/^FILE_ID 1: expected a text without control characters, received "f-0\\r"; take/);
    expect(ended.stderr).toContain(
      String.raw`FILE_ID 2: expected a text without control characters, received "f-1\u001b[2J"`,
    );
    const wrong = ["get", "--instance-id", `${INSTANCE}\r`, "--associated-resource-arn", `${caseArn(0)}\r\n`];
    const place = await runHere([...wrong, ...endpoint(), "f-0"]);
    expect(place.stderr).toMatch(
      /^--instance-id: expected .*\\r"; take them out\n--associated-resource-arn: expected .*\\r/,
    );
    expect(`${ended.stderr}${place.stderr}`).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(fake.calls.count()).toBe(0);
  });

  it("refuses ids on standard input that are not UTF-8, by their line", async () => {
    const ended = await runHere([...get, ...endpoint()], { input: Buffer.from("a\ncaf\u00e9\n", "latin1") });
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("standard input, line 2: expected UTF-8"),
    });
  });

  it("says how to give a Region where there is none", async () => {
    const ended = await runHere([...get, "f-0"]);
    expect(ended).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(/^No AWS Region: .*--region.*/),
    });
  });

  it("tells the service's error and ends with 4", async () => {
    fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    expect(await runHere([...get, ...endpoint(), "f-0"])).toMatchObject({
      exitCode: 4,
      stdout: "",
      stderr: expect.stringMatching(
        /Call 1 of 1 failed: AccessDenied.* No further.*\n0 of 1 calls .*; of 1 ids, 1 are not/,
      ),
    });
  });

  it("prints what it has, and ends with 3, when a call in the middle fails", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `x-${index}`);
    const ended = run([...get, ...endpoint(), ...ids]);
    await expect.poll(() => fake.calls.count(BATCH), { timeout: 20_000, interval: 1 }).toBe(1);
    fake.faults.next({ operation: BATCH, error: "InvalidRequestException", message: "not those" });
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout).Errors).toHaveLength(150);
    expect(stderr).toMatch(/Call 2 of 3 failed: InvalidRequestException: not those/);
    expect(stderr).toContain("2 of 3 calls were answered; of 250 ids, 100 are not known.");
  });

  it("tells what the answers have too much, and prints it as it came", async () => {
    const file = { FileId: "unasked", FileName: "a" };
    const answering = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ Files: [null, file, file], Errors: [] }));
    }).listen(0, "127.0.0.1");
    await once(answering, "listening");
    const url = `http://127.0.0.1:${(answering.address() as AddressInfo).port}`;
    const ended = await runHere([...get, "--region", "eu-central-1", "--endpoint", url, "f-0"]);
    answering.close();
    expect(ended.exitCode).toBe(0);
    expect(JSON.parse(ended.stdout)).toEqual({ Files: [file, file], Errors: [] });
    expect(ended.stderr).toMatch(/null-entry: 1\. The first: Files\[0\]/);
    expect(ended.stderr).toMatch(/unasked: 2\. The first: Files unasked: a file that was not asked for/);
    expect(ended.stderr).toContain("1 of 1 ids came back neither in Files nor in Errors.");
  });

  it("ends when it is asked to while it waits for standard input", async () => {
    const child = start([...get, ...endpoint()], { input: null });
    const ended = endOf(child);
    // More than a pipe holds: it is written once the process reads, and then it listens for the signal, too.
    await new Promise((resolve) => child.stdin?.write("f-0\n".repeat(100_000), resolve));
    child.kill("SIGINT");
    expect(await ended).toMatchObject({
      exitCode: 3,
      stdout: "",
      stderr: expect.stringContaining("Interrupted while"),
    });
    expect(fake.calls.count()).toBe(0);
  });
});
