import { afterEach, beforeEach, expect, it } from "vitest";
import type { PolicyDocument } from "../src/permissions/policy-document.ts";
import { newYard, type Yard } from "./machines.ts";

let yard: Yard;
beforeEach(async () => {
  yard = await newYard(6);
});
afterEach(() => yard.clear());

/** What S3 asks to be allowed for a request. */
function actionOf(request: string): string {
  if (/^GET \/reports\/?\?/.test(request)) return "s3:ListBucket";
  if (/^POST \/reports\/?\?delete/.test(request)) return "s3:DeleteObject";
  if (/^DELETE .*uploadId=/.test(request)) return "s3:AbortMultipartUpload";
  return /^(GET|HEAD) /.test(request) ? "s3:GetObject" : "s3:PutObject";
}

function allowOnly(actions: readonly string[]): void {
  yard.bucket.refuse((request) =>
    actions.includes(actionOf(request)) ? undefined : { status: 403, code: "AccessDenied" },
  );
}

it("a state on S3 needs what 'permissions' prints: without one of these a run ends with 4, or tells what it could not remove", async () => {
  const first = await yard.machine("first");
  const printed = await first.run("permissions");
  const policy = JSON.parse(printed.stdout) as PolicyDocument;
  const actions = policy.Statement.flatMap(({ Action }) => Action).filter((action) => action.startsWith("s3:"));
  expect(actions.sort()).toEqual([
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
  ]);
  for (const without of ["nothing", ...actions]) {
    yard.bucket.refuse(() => undefined);
    const machine = await yard.machine(`without-${without.replace(":", "-")}`, {
      s3: { prefix: `${without.replace(":", "-")}/` },
    });
    expect(await machine.run("run", "--slot", "2026-11-23")).toMatchObject({ exitCode: 0 });
    allowOnly(actions.filter((action) => action !== without));
    const { exitCode, stderr } = await machine.run("run", "--slot", "2026-11-24");
    const isNeeded = without === "s3:GetObject" || without === "s3:PutObject";
    expect([without, exitCode], stderr).toEqual([without, isNeeded ? 4 : 0]);
    const isLeft = without === "s3:DeleteObject" || without === "s3:ListBucket";
    expect([without, /what is not needed any more could not be removed from s3:\S+: /.test(stderr)]).toEqual([
      without,
      isLeft,
    ]);
  }
});
