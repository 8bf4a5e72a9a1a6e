import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { committedPact, PAIRS, type StateHandler, verifyPact } from "@attached-files/pacts";
import { expect, it } from "vitest";
import { publishedMessage } from "../src/report/publish/published-message.ts";
import { aFile, anUnknown, type OutcomeRow } from "../src/report/testing/build-state.ts";
import { useReportFolder } from "../src/report/testing/report-folder.ts";
import { readPublished } from "./report-reader.test-support.ts";

const PAIR = PAIRS[3];
const here = useReportFolder();

it("the job keeps the contract with the readers of its reports, who find what they were told of", async () => {
  let published: ReturnType<typeof publishedMessage> | undefined;
  const publish = (outcomes: readonly OutcomeRow[], scope: string): StateHandler => {
    return async () => {
      await here.state(scope, { outcomes });
      published = publishedMessage(
        await here.write({ scopeNames: [scope], folder: join(here.path, "reports", scope) }),
      );
      return undefined;
    };
  };
  const found: unknown[] = [];
  const verified = await verifyPact({
    pact: committedPact(PAIR),
    pair: PAIR,
    states: {
      "the report of slot 2026-11-24T06:00:00Z was published, complete": publish([aFile("f1")], "complete"),
      "the report of slot 2026-11-24T06:00:00Z was published, partial": publish(
        [anUnknown("f1", "deferred")],
        "partial",
      ),
    },
    answer: async () => {
      found.push(await readPublished(published, (url) => readFile(new URL(url))));
      return published;
    },
  });

  expect(verified).toBe(2);
  expect(found).toMatchObject([
    { status: "complete", rows: { "files.csv": 1, "problems.csv": 0 } },
    { status: "partial", rows: { "files.csv": 1, "problems.csv": 1 } },
  ]);
});
