import { expect, it } from "vitest";
import type { Truth } from "../connect-state/truth.ts";
import { createFakeConnect } from "../create-fake-connect.ts";
import { DATASET_NOW } from "./seed-dataset.ts";

interface BatchGetAnswer {
  readonly Files: readonly { readonly FileId: string }[];
  readonly Errors: readonly { readonly FileId?: string }[];
}

function byResource(truth: Iterable<Truth>): Map<string, Truth[]> {
  return Map.groupBy(truth, ({ reference }) => reference.associatedResourceArn);
}

it("tells as truth what the wire answers, of every reference that the wire's search finds", async () => {
  const fake = createFakeConnect({ clock: () => DATASET_NOW });
  const { domainId, instanceId, files } = fake.seed({ seed: 7, cases: 600 });
  const server = await fake.listen();
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { "Content-Type": "application/json" };
    return await (await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };

  const found: string[] = [];
  let nextToken: string | undefined;
  do {
    const body = { filters: [{ file: {} }], ...(nextToken === undefined ? {} : { nextToken }) };
    const answer = (await post(`/domains/${domainId}/related-items-search`, body)) as {
      readonly relatedItems: readonly {
        readonly caseId: string;
        readonly content: { readonly file: { readonly fileArn: string } };
      }[];
      readonly nextToken?: string;
    };
    found.push(...answer.relatedItems.map((item) => `${item.caseId} ${item.content.file.fileArn.split("/file/")[1]}`));
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);

  const outcomes = new Map<string, number>();
  const known: string[] = [];
  for (const [arn, truths] of byResource(fake.state.truth())) {
    const path = `/attached-files/${instanceId}?associatedResourceArn=${encodeURIComponent(arn)}`;
    const answer = (await post(path, { FileIds: truths.map(({ reference }) => reference.fileId) })) as BatchGetAnswer;
    for (const { reference, expected, file, error } of truths) {
      known.push(`${arn.split("/case/")[1]} ${reference.fileId}`);
      outcomes.set(expected, (outcomes.get(expected) ?? 0) + 1);
      const files = answer.Files.filter(({ FileId }) => FileId === reference.fileId);
      const errors = answer.Errors.filter(({ FileId }) => FileId === reference.fileId);
      // Through JSON, since a member of undefined does not travel.
      expect({ files, errors }).toEqual(
        JSON.parse(
          JSON.stringify({ files: file === undefined ? [] : [file], errors: error === undefined ? [] : [error] }),
        ),
      );
    }
  }
  await server.close();
  expect(found.sort()).toEqual(known.sort());
  expect(known).toHaveLength(files);
  expect([...outcomes.keys()].sort()).toEqual(["refused", "retrieved", "unanswered"]);
}, 30_000);
