import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeConnect, type Truth } from "@attached-files/adapters/fake";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { publishedRows } from "./published-rows.ts";

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-demo-")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function parquet(demo: string): string {
  return join(demo, "report", "latest", "files.parquet");
}

/** What the report must say of a file, made from the wire's own members without the code under test. */
function expectedRow({ reference, expected, file = {}, error = {} }: Truth): Record<string, unknown> {
  const createdBy = Object.entries((file.CreatedBy ?? {}) as Record<string, unknown>)[0];
  const known = /^(CreationTime|File\w+|CreatedBy|AssociatedResourceArn|Tags)$/;
  const unknown = Object.entries(file).filter(([name, value]) => !known.test(name) && value !== undefined);
  return {
    scope: "demo",
    instance_id: reference.instanceId,
    associated_resource_arn: reference.associatedResourceArn,
    file_id: reference.fileId,
    outcome: expected,
    file_name: file.FileName ?? null,
    file_status: file.FileStatus ?? null,
    file_size_bytes: file.FileSizeInBytes === undefined ? null : BigInt(file.FileSizeInBytes as number),
    file_use_case_type: file.FileUseCaseType ?? null,
    creation_time: file.CreationTime ?? null,
    creation_time_utc: file.CreationTime === undefined ? null : new Date(String(file.CreationTime)),
    file_arn: file.FileArn ?? null,
    created_by_kind: createdBy?.[0] ?? null,
    created_by: createdBy?.[0].endsWith("Arn")
      ? createdBy[1]
      : createdBy === undefined
        ? null
        : JSON.stringify(createdBy[1]),
    answered_resource_arn: file.AssociatedResourceArn ?? null,
    tags: file.Tags === undefined ? null : JSON.stringify(file.Tags),
    presence: null,
    unknown_members: unknown.length === 0 ? null : JSON.stringify(Object.fromEntries(unknown)),
    error_code: error.ErrorCode ?? null,
    error_message: error.ErrorMessage ?? null,
  };
}

describe("the demo", () => {
  it("reports the seeded truth: every member of every file, and no file besides", async () => {
    const demo = join(folder, "whole");
    const ended = await run(["demo", "--folder", demo, "--seed", "7"]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("The answer is complete.") });
    const fake = createFakeConnect();
    const { files } = fake.seed({ seed: 7, cases: 3000 });
    expect(files).toBeGreaterThan(5000);
    const rows = await publishedRows(parquet(demo));
    const published = new Map(
      rows.map(({ association_time, association_time_utc, ...row }) => [String(row.file_id), row]),
    );
    const truth = [...fake.state.truth()];
    expect(rows).toHaveLength(files);
    expect(truth).toHaveLength(files);
    for (const each of truth) expect(published.get(each.reference.fileId)).toEqual(expectedRow(each));
  });

  it("tells how long each step took, and where the page is", async () => {
    const { stdout, stderr } = await runHere(["demo", "--folder", join(folder, "steps"), "--cases", "20"]);
    expect(stderr).toMatch(/contact centre of 20 cases.* in \d/);
    expect(stderr).toMatch(/finding files.* in \d/);
    expect(stderr).toMatch(/asking for metadata.* in \d/);
    expect(stderr).toMatch(/writing the report.* in \d/);
    const page = /Page +(.*)/.exec(stdout)?.[1] ?? "";
    expect(/^<!doctype html>/i.test(await readFile(page, "utf8"))).toBe(true);
  });

  it("leaves a configuration by which what it found can be asked, and says so", async () => {
    const demo = join(folder, "asked");
    const { stderr } = await runHere(["demo", "--folder", demo, "--cases", "20"]);
    const config = join(demo, "demo.yaml");
    expect(stderr).toContain(`attached-files query --config ${config} "SELECT`);
    const asked = await runHere([
      "query",
      "--config",
      config,
      "--format",
      "json",
      "SELECT count(*) > 0 AS any FROM files",
    ]);
    expect(JSON.parse(asked.stdout)).toEqual([{ any: true }]);
  });

  it("reads an empty contact centre as empty, and complete", async () => {
    const { exitCode, stdout } = await runHere(["demo", "--folder", join(folder, "empty"), "--cases", "0"]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("0 files known") });
  });

  it("killed at any step and started again, reports what an undisturbed one does", async () => {
    const demo = ["demo", "--cases", "400", "--folder"];
    const undisturbed = join(folder, "undisturbed");
    const disturbed = join(folder, "disturbed");
    await runHere([...demo, undisturbed]);
    const expected = await publishedRows(parquet(undisturbed));
    for (const step of ["finding files", "asking for metadata", "asking for metadata", "writing the report"]) {
      const child = start([...demo, disturbed]);
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes(step)) child.kill("SIGKILL");
      });
      expect(await once(child, "close")).toEqual([null, "SIGKILL"]);
    }
    const last = await run([...demo, disturbed]);
    expect(last.exitCode).toBe(0);
    expect(await publishedRows(parquet(disturbed))).toEqual(expected);
  });
});
