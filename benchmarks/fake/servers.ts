import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createFakeConnect } from "@attached-files/adapters/fake";

// One server in a process of its own: `node servers.ts fake|bare {files}`. Prints where it listens and what to ask, as one
// line of JSON, then serves until it is ended.
const [kind, files] = process.argv.slice(2);

const fake = createFakeConnect();
const claim = fake.contactCentre({ instanceId: "instance-1", domainId: "domain-1" }).addCase("case-1");
const references = Array.from({ length: Number(files) }, (_, index) =>
  claim.attach(`document ${index}.pdf`, { tags: { department: "claims" } }),
);
const question = {
  path: `/attached-files/instance-1?associatedResourceArn=${encodeURIComponent(claim.arn)}`,
  body: JSON.stringify({ FileIds: references.map(({ fileId }) => fileId) }),
};

if (kind === "fake") {
  const { port } = await fake.listen();
  process.stdout.write(`${JSON.stringify({ port, ...question })}\n`);
} else {
  // The floor: reads the body and answers the very bytes that the fake answers, and looks at nothing.
  const served = await fake.listen();
  const answer = await fetch(served.url + question.path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: question.body,
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  await served.close();
  const bare = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": bytes.length });
      response.end(bytes);
    });
  });
  bare.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${JSON.stringify({ port: (bare.address() as AddressInfo).port, ...question })}\n`);
  });
}
