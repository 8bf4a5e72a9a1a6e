import { describe, expect, it } from "vitest";
import type { HttpInteraction } from "../pact-file.ts";
import { checkInteraction } from "./check-interaction.ts";
import { SERVICE_MODELS } from "./service-model.ts";
import { interactions, type Provider, spoil } from "./spoil.test-support.ts";

describe.each<Provider>(["amazon-connect", "amazon-connect-cases"])("the contract with %s", (provider) => {
  it("is as AWS's own model has it, in every interaction", async () => {
    const all = await interactions(provider);
    expect(all.length).toBeGreaterThan(10);
    expect(all.flatMap((each) => checkInteraction(SERVICE_MODELS[provider], each))).toEqual([]);
  });
});

describe("what an interaction declares unknown", () => {
  const status = "a request for a file with an unknown status";
  const member = "a request for a file with an unknown union member";

  it("is a status, and then no use case and no union member is", async () => {
    const said = await spoil("amazon-connect", status, ({ response }) => {
      Object.assign(response.body.content.Files[0], { FileUseCaseType: "NEW", CreatedBy: { Bot: "b" } });
    });
    expect(said).toMatch(/FileUseCaseType: the model knows .*\n.*CreatedBy\.Bot: .*no such member$/);
  });

  it("is a union member, and then no status is", async () => {
    const said = await spoil("amazon-connect", member, ({ response }) => {
      response.body.content.Files[0].FileStatus = "NEW";
    });
    expect(said).toMatch(/^.*FileStatus: the model knows .*$/);
  });

  it("is a use case, and then no status is", async () => {
    const said = await spoil("amazon-connect", "a request for one file", (interaction) => {
      interaction.description = "a request for a file with an unknown use case";
      Object.assign(interaction.response.body.content.Files[0], { FileUseCaseType: "NEW", FileStatus: "NEW" });
    });
    expect(said).toMatch(/^.*FileStatus: the model knows .*$/);
  });

  it("is nothing when it is only called unknown", async () => {
    const said = await spoil("amazon-connect", status, (interaction) => {
      interaction.description = "a request for an unknown file";
    });
    expect(said).toMatch(/FileStatus: the model knows /);
  });
});

describe("an answer without a body", () => {
  const path = "/attached-files/i-1/f-1";
  const answer = (method: string, response: HttpInteraction["response"]) =>
    checkInteraction(SERVICE_MODELS["amazon-connect"], {
      type: "Synchronous/HTTP",
      description: "one",
      request: { method, path, query: { associatedResourceArn: ["arn"] } },
      response,
    });

  it("is as the model has it where the output has no members", () => {
    expect(answer("DELETE", { status: 200 })).toEqual([]);
    expect(answer("POST", { status: 200 })).toEqual([]);
    const headers = { "Content-Type": ["application/json"] };
    expect(answer("DELETE", { status: 200, headers, body: { content: {} } })).toEqual([]);
    expect(answer("DELETE", { status: 200, headers, body: { content: { FileId: "f-1" } } })).toEqual([
      "'one': response body.FileId: the model's DeleteAttachedFileResponse has no such member here",
    ]);
  });

  it("is not where the output has members", () => {
    expect(answer("GET", { status: 200 })).toEqual([
      "'one': response body: the model has a structure, the contract nothing",
    ]);
  });

  it("is that of an error which requires nothing", () => {
    const headers = { "x-amzn-ErrorType": ["ThrottlingException:http://internal.amazon.com/"] };
    expect(answer("GET", { status: 429, headers })).toEqual([]);
  });
});
