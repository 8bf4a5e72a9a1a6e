import { expect, it } from "vitest";
import { createFakeConnect } from "../index.ts";

const AT = new Date("2026-10-01T08:00:00.000Z");

it("builds a scenario whose references find what was attached", async () => {
  const fake = createFakeConnect();
  const centre = fake.contactCentre({ region: "us-west-2", account: "444455556666" });
  const claim = centre.addCase();
  claim.comment("Customer called.");
  const approved = claim.attach("passport.pdf", { tags: { department: "claims" }, sizeBytes: 5_368_709_120, at: AT });
  const strange = centre
    .addCase("c-2")
    .attach("a.pdf", { status: "QUARANTINED", members: { FileUseCaseType: undefined } });
  const refused = claim.attach("b.pdf", { fileId: "b", answer: { kind: "error", error: { ErrorCode: "E" } } });

  const { instanceId, associatedResourceArn } = approved;
  expect(claim.arn).toBe(associatedResourceArn);
  expect(associatedResourceArn).toContain("arn:aws:cases:us-west-2:444455556666:domain/");
  expect(centre.contactArn("ct")).toBe(`arn:aws:connect:us-west-2:444455556666:instance/${instanceId}/contact/ct`);
  const source = fake.fileSource();
  const answer = await source.getMetadata({ instanceId, associatedResourceArn, fileIds: [approved.fileId, "b"] });
  expect(answer.files).toEqual([
    expect.objectContaining({
      ...{ fileName: "passport.pdf", fileStatus: "APPROVED", fileSizeInBytes: 5_368_709_120 },
      ...{ creationTime: "2026-10-01T08:00:00.000Z", tags: { department: "claims" } },
    }),
  ]);
  expect(answer.errors).toEqual([expect.objectContaining({ fileId: refused.fileId, errorCode: "E" })]);
  const other = await source.getMetadata({ ...strange, fileIds: [strange.fileId] });
  expect(other.files[0]).toMatchObject({ fileStatus: "QUARANTINED" });
  expect(other.files[0]?.fileUseCaseType).toBeUndefined();

  const found: string[] = [];
  for await (const page of fake.referenceSource().discover())
    found.push(...page.references.map(({ fileId }) => fileId));
  expect(found.sort()).toEqual([approved.fileId, strange.fileId, "b"].sort());
});
