import { type AddressInfo, createServer } from "node:net";

// Answers BatchGetAttachedFileMetadata with the ids that were asked for, in a process of its own, and looks at nothing else:
// no signature, no JSON. Whatever is not a POST is denied. Prints its port, then serves until it is ended.
const before = (id: string, arn: string): string =>
  `{"AssociatedResourceArn":"${arn}","CreatedBy":{"ConnectUserArn":"arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555/agent/99999999-2222-4333-8444-555555555555"},"CreationTime":"2026-11-20T07:59:58.123Z","FileArn":"arn:aws:connect:eu-central-1:123456789012:instance/11111111-2222-4333-8444-555555555555/file/${id}","FileId":"${id}","FileName":"claim form.pdf","FileSizeInBytes":48213,"FileStatus":"APPROVED","FileUseCaseType":"ATTACHMENT","Tags":{"department":"claims"}}`;

const server = createServer({ noDelay: true }, (socket) => {
  let text = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    for (;;) {
      const head = text.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
      if (text.length < head + 4 + length) return;
      const line = text.slice(0, text.indexOf("\r\n"));
      const body = text.slice(head + 4, head + 4 + length);
      text = text.slice(head + 4 + length);
      socket.write(answerTo(line, body), "latin1");
    }
  });
});

const DENIED = '{"Message":"denied"}';

function answerTo(line: string, body: string): string {
  if (!line.startsWith("POST")) {
    return `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nx-amzn-ErrorType: AccessDeniedException\r\nContent-Length: ${DENIED.length}\r\n\r\n${DENIED}`;
  }
  const from = line.indexOf("associatedResourceArn=") + 22;
  const arn = decodeURIComponent(line.slice(from, line.indexOf(" ", from)));
  const ids = body.slice(body.indexOf("[") + 1, body.indexOf("]")).split(",");
  let files = "";
  for (const id of ids) files += `${files === "" ? "" : ","}${before(id.trim().slice(1, -1), arn)}`;
  const answer = `{"Files":[${files}]}`;
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-amzn-RequestId: 6f1c3b0e-0000-4000-8000-000000000000\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`;
}

server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
