import { expect, it } from "vitest";
import { bucketPlace } from "../state-on-s3/state-bucket.ts";
import { withHistory } from "./open-history.ts";

const stateFile = "/tmp/copy-of-a-state/scope=main/state.duckdb";
const textOf = async (state: Parameters<typeof bucketPlace>[0]) =>
  await withHistory(
    [{ name: "main", stateFile, ...bucketPlace(state, "main") }],
    async ({ unread }) => unread[0]?.text,
  );

it("names the file of a state that is not there, and what to do", async () => {
  const text = await textOf({});
  expect(text).toContain(`There is no state at ${stateFile}. `);
  expect(text).toContain("Start 'attached-files run' first, or look whether state.folder (or --state-folder) ");
});

it("names the place in the bucket, and never the copy of it, where a state is kept on S3", async () => {
  const text = await textOf({ s3: { bucket: "my-states", prefix: "team/" } });
  expect(text).toContain("There is no state at s3://my-states/team/scope=main/. ");
  expect(text).toContain("Start 'attached-files run' first, or look whether bucket and prefix of state.s3 ");
  expect(text).not.toContain("/tmp");
});
