import { connect } from "node:net";

export interface Question {
  readonly port: number;
  readonly path: string;
  readonly body: string;
}

/**
 * Asks the same question over so many connections for so many seconds, one at a time on each, and reads nothing of the
 * answers but their length: the client must cost less than the server.
 *
 * @returns answers a second.
 */
export async function answersASecond(question: Question, connections: number, seconds: number): Promise<number> {
  const request = Buffer.from(
    [
      `POST ${question.path} HTTP/1.1`,
      "Host: 127.0.0.1",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(question.body)}`,
      "",
      question.body,
    ].join("\r\n"),
  );
  const until = performance.now() + seconds * 1000;
  const start = performance.now();
  const counts = await Promise.all(Array.from({ length: connections }, () => askUntil(question.port, request, until)));
  const elapsed = (performance.now() - start) / 1000;
  return counts.reduce((sum, count) => sum + count, 0) / elapsed;
}

function askUntil(port: number, request: Buffer, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answers = 0;
    let left = 0;
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("connect", () => socket.write(request));
    socket.on("data", (chunk) => {
      if (left === 0) {
        const head = chunk.indexOf("\r\n\r\n");
        const text = chunk.toString("latin1", 0, head);
        if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(text.slice(0, 200)));
        left = head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1]);
      }
      left -= chunk.length;
      if (left > 0) return;
      answers += 1;
      if (performance.now() < until) socket.write(request);
      else socket.end(() => resolve(answers));
    });
  });
}
