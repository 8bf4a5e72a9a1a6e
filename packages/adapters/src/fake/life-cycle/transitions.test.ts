import fc from "fast-check";
import { expect, it } from "vitest";
import { type UploadDesk, uploadDesk } from "../operations/connect/upload.test-support.ts";
import { type FileStage, stageAt, TRANSITIONS, type Verdict } from "./file-life.ts";

const CONTACT = { associatedResourceArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/contact/ct-1" };
/** Long enough for a scan to end, and for a URL to expire. */
const WAIT_MS = 5000;

/** What a test may do to a file, and what the table calls it. */
type Step = "put" | "complete" | "delete" | "wait";
const STEPS: readonly Step[] = ["put", "complete", "delete", "wait"];
const NAMES: Readonly<Record<Step, readonly string[]>> = {
  put: ["PUT of the bytes", "PUT of the bytes, again"],
  complete: ["CompleteAttachedFileUpload"],
  delete: ["DeleteAttachedFile"],
  wait: ["the URL expires", "the scanner approves", "the scanner rejects", "the scanner fails"],
};

it("files go the ways of the table and no others, whatever is done to them, and every way is gone", async () => {
  const gone = new Set<string>();
  const desk = await uploadDesk({ limits: { filesPerResource: 100_000 } });
  const scenario = fc.record({
    isCreated: fc.boolean(),
    verdict: fc.constantFrom<Verdict>("APPROVED", "REJECTED", "FAILED"),
    steps: fc.array(fc.constantFrom(...STEPS), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ isCreated, verdict, steps }) => {
      const file = await begin(desk, isCreated, verdict);
      let stage = stageOf(desk, file.fileId);
      note("nothing", [isCreated ? "CreateAttachedFile" : "StartAttachedFileUpload"], stage);
      for (const step of steps) {
        await take(step);
        const next = stageOf(desk, file.fileId);
        // A step may change nothing; bytes that come again are a way of their own.
        if (next !== stage || (step === "put" && stage === "uploaded")) note(stage, NAMES[step], next);
        stage = next;
      }

      async function take(step: Step): Promise<void> {
        if (step === "put") await file.put?.();
        else if (step === "complete")
          await desk.call("POST", `/attached-files/i-1/${file.fileId}`, undefined, file.query);
        else if (step === "delete")
          await desk.call("DELETE", `/attached-files/i-1/${file.fileId}`, undefined, file.query);
        else desk.pass(WAIT_MS);
      }
    }),
    { numRuns: 150, seed: 20_261_101 },
  );
  expect([...gone].sort()).toEqual(TRANSITIONS.map((way) => way.join(" | ")).sort());

  function note(from: FileStage | "nothing", by: readonly string[], to: FileStage): void {
    const way = TRANSITIONS.find(([start, name, end]) => start === from && end === to && by.includes(name));
    expect(way, `${from} → ${to} by ${by.join(" or ")}`).toBeDefined();
    if (way !== undefined) gone.add(way.join(" | "));
  }
}, 60_000);

async function begin(desk: UploadDesk, isCreated: boolean, verdict: Verdict) {
  const Tags = { "fake:scan-verdict": verdict };
  if (!isCreated) {
    const started = await desk.start("abc", { UrlExpiryInSeconds: WAIT_MS / 1000, Tags });
    return { fileId: started.fileId, put: started.put, query: undefined };
  }
  const body = { FileUseCaseType: "VOICE_RECORDING", FileSourceUri: "s3://recordings/call.wav", Tags };
  const created = await desk.call("PUT", "/attached-files/i-1/files", body, CONTACT);
  return { fileId: String(created.body.FileId), put: undefined, query: CONTACT };
}

function stageOf({ fake }: UploadDesk, fileId: string): FileStage {
  const life = fake.state.files.get("i-1", fileId)?.life;
  return life === undefined ? "deleted" : stageAt(life, fake.state.clock().getTime());
}
