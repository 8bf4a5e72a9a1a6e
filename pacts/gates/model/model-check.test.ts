import { describe, expect, it } from "vitest";
import { committedPact, type HttpInteraction, PAIRS, readPact } from "../pact-file.ts";
import { checkInteraction } from "./check-interaction.ts";
import { SERVICE_MODELS, type ServiceModel } from "./service-model.ts";

function modelOf(provider: string): ServiceModel {
  const model = SERVICE_MODELS[provider];
  if (model === undefined) throw new Error(`no model of ${provider}`);
  return model;
}

async function interactions(provider: string): Promise<readonly HttpInteraction[]> {
  const pair = PAIRS.find((each) => each.provider === provider);
  if (pair === undefined) throw new Error(`no contract with ${provider}`);
  return (await readPact(committedPact(pair))).interactions as readonly HttpInteraction[];
}

describe.each(["amazon-connect", "amazon-connect-cases"])("the contract with %s", (provider) => {
  it("is as AWS's own model has it, in every interaction", async () => {
    const all = await interactions(provider);
    expect(all.length).toBeGreaterThan(10);
    expect(all.flatMap((each) => checkInteraction(modelOf(provider), each))).toEqual([]);
  });
});

/** A copy of an interaction, spoiled. */
async function spoil(
  provider: string,
  description: string,
  change: (interaction: { request: Json; response: Json }) => void,
): Promise<string[]> {
  const found = (await interactions(provider)).find((each) => each.description === description);
  if (found === undefined) throw new Error(`no interaction '${description}'`);
  const copy = structuredClone(found) as unknown as HttpInteraction & { request: Json; response: Json };
  change(copy);
  return checkInteraction(modelOf(provider), copy);
}
// biome-ignore lint/suspicious/noExplicitAny: a tamper reaches into JSON of any shape.
type Json = any;

describe("the check against the model goes red", () => {
  const one = "a request for one file";
  it.each<[string, string, string, (interaction: { request: Json; response: Json }) => void, RegExp]>([
    [
      "a wrong method",
      "amazon-connect",
      one,
      ({ request }) => {
        request.method = "GET";
      },
      /no operation of the model answers GET/,
    ],
    [
      "a wrong route",
      "amazon-connect",
      one,
      ({ request }) => {
        request.path = "/attached-file/i";
      },
      /no operation/,
    ],
    [
      "a member in the body that belongs to the query",
      "amazon-connect",
      one,
      ({ request }) => {
        request.body.content.AssociatedResourceArn = "arn";
        delete request.query;
      },
      /query: AssociatedResourceArn: required by the model.*\n.*request body: AssociatedResourceArn: .*no such member here/,
    ],
    [
      "a renamed member of the request",
      "amazon-connect",
      one,
      ({ request }) => {
        request.body.content = { fileIds: ["f"] };
      },
      /FileIds: required by the model/,
    ],
    [
      "a query member under its member's name",
      "amazon-connect",
      one,
      ({ request }) => {
        request.query = { ArnOfResource: ["arn"] };
      },
      /ArnOfResource: .*no such member/,
    ],
    [
      "a wrong type in the request",
      "amazon-connect",
      one,
      ({ request }) => {
        request.body.content.FileIds = "f";
      },
      /FileIds: the model has a list/,
    ],
    [
      "a renamed member of the answer",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.files = [];
      },
      /response body\.files: the model's BatchGetAttachedFileMetadataResponse has no such member/,
    ],
    [
      "a missing member of a file",
      "amazon-connect",
      one,
      ({ response }) => {
        delete response.body.content.Files[0].FileName;
      },
      /Files\[0\]\.FileName: required by the model/,
    ],
    [
      "a size as text",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files[0].FileSizeInBytes = "5";
      },
      /FileSizeInBytes: the model has a number/,
    ],
    [
      "a tag that is no text",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files[0].Tags = { a: 1 };
      },
      /Tags\.a: the model has a text/,
    ],
    [
      "a status that nobody declared unknown",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files[0].FileStatus = "NEW";
      },
      /FileStatus: the model knows .*APPROVED/,
    ],
    [
      "a union member that nobody declared unknown",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files[0].CreatedBy = { Bot: "b" };
      },
      /CreatedBy\.Bot: .*no such member/,
    ],
    [
      "two members of a union",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files[0].CreatedBy = { ConnectUserArn: "a", AWSIdentityArn: "b" };
      },
      /exactly one member/,
    ],
    [
      "a null where the list is not sparse",
      "amazon-connect",
      one,
      ({ response }) => {
        response.body.content.Files.push(null);
      },
      /Files\[1\]: the model has a structure/,
    ],
    [
      "a wrong status of an error",
      "amazon-connect",
      "a request that fails with ThrottlingException",
      ({ response }) => {
        response.status = 400;
      },
      /ThrottlingException has status 429 in the model, 400/,
    ],
    [
      "an error that the model does not have",
      "amazon-connect",
      "a request that fails with ThrottlingException",
      ({ response }) => {
        response.headers["x-amzn-ErrorType"] = ["Slow"];
      },
      /x-amzn-ErrorType that the model has, not Slow/,
    ],
    [
      "an error's text in the other service's spelling",
      "amazon-connect",
      "a request that fails with ThrottlingException",
      ({ response }) => {
        response.body.content = { message: "m" };
      },
      /message: .*no such member/,
    ],
    [
      "a time in seconds",
      "amazon-connect-cases",
      "a request for the second page of a domain's files",
      ({ response }) => {
        response.body.content.relatedItems[0].associationTime = 1;
      },
      /associationTime: the model has a timestamp/,
    ],
    [
      "a filter of an unknown kind",
      "amazon-connect-cases",
      "a request for the second page of a domain's files",
      ({ request }) => {
        request.body.content.filters = [{ files: {} }];
      },
      /filters\[0\]\.files: .*no such member/,
    ],
    [
      "a sort by an unknown property",
      "amazon-connect-cases",
      "a request for the second page of a domain's files",
      ({ request }) => {
        request.body.content.sorts[0].sortProperty = "Age";
      },
      /sortProperty: the model knows/,
    ],
    [
      "a page size in the body that belongs to the query",
      "amazon-connect-cases",
      "a request for the first page of domains",
      ({ request }) => {
        request.body = { content: { maxResults: 10 } };
      },
      /request body: maxResults: .*no such member here/,
    ],
  ])("at %s", async (_, provider, description, change, expected) => {
    expect((await spoil(provider, description, change)).join("\n")).toMatch(expected);
  });
});
