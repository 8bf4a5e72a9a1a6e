import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { answersASecond, type Question } from "./load.ts";

const ROUNDS = 7;
const SECONDS = 2;
const CONNECTIONS = 16;

process.stdout.write(
  `Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections, one process a server\n\n`,
);
process.stdout.write(
  "| files an answer | fake, calls a second | bare node:http | fake / bare, median (least–most) |\n|---|---|---|---|\n",
);
for (const files of [3, 100]) {
  const fake = await startServer("fake", files);
  const bare = await startServer("bare", files);
  try {
    const rounds: { fake: number; bare: number }[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const each = {
        fake: await answersASecond(fake.question, CONNECTIONS, SECONDS),
        bare: await answersASecond(bare.question, CONNECTIONS, SECONDS),
      };
      // The first round warms the compiler up.
      if (round >= 0) rounds.push(each);
    }
    const ratios = rounds.map((round) => round.fake / round.bare);
    const spread = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
    const rate = (name: "fake" | "bare") => Math.round(median(rounds.map((round) => round[name])));
    process.stdout.write(`| ${files} | ${rate("fake")} | ${rate("bare")} | ${spread} |\n`);
  } finally {
    fake.end();
    bare.end();
  }
}

async function startServer(kind: string, files: number): Promise<{ question: Question; end: () => void }> {
  const script = resolve(import.meta.dirname, "servers.ts");
  const child = spawn(process.execPath, [...process.execArgv, script, kind, String(files)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { question: JSON.parse(String(line)) as Question, end: () => child.kill() };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}
