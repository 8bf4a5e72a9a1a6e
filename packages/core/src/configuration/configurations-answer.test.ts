import { describe, expect, it } from "vitest";
import { type ConfigurationsPage, parseConfigurationsPage } from "./configurations-answer.ts";

const CASE = {
  InstanceId: "i-1",
  AttachmentScope: "CASE",
  MaximumSizeLimitInBytes: 20_971_520,
  ExtensionConfiguration: { AllowedExtensions: [{ Extension: "pdf" }, { Extension: "PNG" }] },
};

function read(raw: unknown): ConfigurationsPage {
  const result = parseConfigurationsPage(raw);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

function notesOf(configuration: object): string[] {
  return read({ AttachedFilesConfigurations: [configuration] }).irregularities.map(({ kind, path }) =>
    `${kind} ${path}`.replace("AttachedFilesConfigurations[0].", ""),
  );
}

describe("parseConfigurationsPage", () => {
  it("tells each scope's size and extensions as they were answered", () => {
    expect(
      read({ AttachedFilesConfigurations: [CASE, { ...CASE, AttachmentScope: "EMAIL" }], NextToken: "t" }),
    ).toEqual({
      configurations: ["CASE", "EMAIL"].map((attachmentScope) => ({
        attachmentScope,
        maximumSizeLimitInBytes: 20_971_520,
        allowedExtensions: ["pdf", "PNG"],
      })),
      irregularities: [],
    });
  });

  it.each([{}, { AttachedFilesConfigurations: null }, { AttachedFilesConfigurations: [] }])(
    "takes %o for an answer without entries: the model promises no list",
    (raw) => {
      expect(read(raw)).toEqual({ configurations: [], irregularities: [] });
    },
  );

  it.each([
    [null, "", "null"],
    ["text", "", '"text"'],
    [{ AttachedFilesConfigurations: {} }, "AttachedFilesConfigurations", "an object with 0 members"],
  ])("refuses %o, with its place", (raw, path, received) => {
    expect(parseConfigurationsPage(raw)).toMatchObject({ ok: false, issues: [{ path, received }] });
  });

  it("leaves out what a scope does not tell, which the model allows", () => {
    const { configurations, irregularities } = read({
      AttachedFilesConfigurations: [{ AttachmentScope: "TASK", MaximumSizeLimitInBytes: null }],
    });
    expect(configurations).toEqual([{ attachmentScope: "TASK" }]);
    expect(irregularities).toEqual([]);
  });

  it("keeps what the model does not know by its name, and notes it", () => {
    const { configurations, irregularities } = read({
      AttachedFilesConfigurations: [{ AttachmentScope: "VOICE", Depth: 1 }],
      Hint: true,
    });
    expect(configurations).toEqual([{ attachmentScope: "VOICE", unknownMembers: { Depth: 1 } }]);
    expect(irregularities.map(({ kind, path }) => [kind, path])).toEqual([
      ["unknown-attachment-scope", "AttachedFilesConfigurations[0].AttachmentScope"],
      ["unknown-member", "AttachedFilesConfigurations[0].Depth"],
      ["unknown-member", "Hint"],
    ]);
  });

  it.each([
    ["no scope", { ...CASE, AttachmentScope: undefined }, ["missing-member AttachmentScope"]],
    ["a size of none", { ...CASE, MaximumSizeLimitInBytes: 0 }, ["out-of-range MaximumSizeLimitInBytes"]],
    [
      "a size beyond the model",
      { ...CASE, MaximumSizeLimitInBytes: 104_857_601 },
      ["out-of-range MaximumSizeLimitInBytes"],
    ],
    ["a size in words", { ...CASE, MaximumSizeLimitInBytes: "1" }, ["wrong-type MaximumSizeLimitInBytes"]],
    [
      "extensions that are no object",
      { ...CASE, ExtensionConfiguration: ["pdf"] },
      ["not-an-object ExtensionConfiguration"],
    ],
    [
      "no list of extensions",
      { ...CASE, ExtensionConfiguration: {} },
      ["missing-member ExtensionConfiguration.AllowedExtensions"],
    ],
    [
      "strange extensions",
      {
        ...CASE,
        ExtensionConfiguration: { AllowedExtensions: [null, "pdf", { Extension: 1 }, { Extension: "a", B: 1 }] },
      },
      [
        "null-entry ExtensionConfiguration.AllowedExtensions[0]",
        "not-an-object ExtensionConfiguration.AllowedExtensions[1]",
        "wrong-type ExtensionConfiguration.AllowedExtensions[2].Extension",
        "unknown-member ExtensionConfiguration.AllowedExtensions[3].B",
      ],
    ],
  ])("notes %s, with its place", (_, configuration, notes) => {
    expect(notesOf(configuration)).toEqual(notes);
  });

  it("keeps what can be read beside what cannot", () => {
    const ExtensionConfiguration = { AllowedExtensions: [null, { Extension: "pdf" }] };
    const entries = [null, 5, { ...CASE, MaximumSizeLimitInBytes: 104_857_601, ExtensionConfiguration }];
    const { configurations, irregularities } = read({ AttachedFilesConfigurations: entries });
    expect(configurations).toEqual([
      { attachmentScope: "CASE", maximumSizeLimitInBytes: 104_857_601, allowedExtensions: ["pdf"] },
    ]);
    expect(irregularities).toHaveLength(4);
  });
});
