import { expect, it } from "vitest";
import { whyNotRun } from "./why-not-run.ts";

async function whyNot(code: string): Promise<string | undefined> {
  const why = await whyNotRun({ page: "docs/a.md", line: 1, language: "sh", code, above: "" });
  return why?.lacking === undefined ? why?.reason : undefined;
}

it("the AWS CLI is run, where it is here, with the services that the fake speaks, and with no other", async () => {
  expect(
    await whyNot('DOMAIN=$(aws connectcases list-domains --query "domains[0].domainId" --output text)'),
  ).toBeUndefined();
  expect(await whyNot("aws --region eu-central-1 connect list-instances")).toBeUndefined();
  expect(await whyNot('aws sqs purge-queue --queue-url "$QUEUE_URL"')).toContain("AWS account");
  expect(await whyNot("aws connect list-instances\naws sts get-caller-identity")).toContain("AWS account");
});
