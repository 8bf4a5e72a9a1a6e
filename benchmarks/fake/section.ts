import { fileURLToPath } from "node:url";
import { startServer } from "../shared/processes.ts";
import type { Cell, Findings, Section, Size } from "../shared/section.ts";
import { median, ratiosOf } from "../shared/spread.ts";
import { answersASecond, type Question } from "./load.ts";

const CONNECTIONS = 16;
const PLANS = { quick: { rounds: 2, seconds: 0.5 }, full: { rounds: 5, seconds: 1.5 } };

export const fakeServer: Section = {
  name: "fake",
  sizes: ["quick", "full"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const { rounds, seconds } = size === "quick" ? PLANS.quick : PLANS.full;
  const rows: Cell[][] = [];
  for (const files of [3, 100]) {
    const servers = [await serve("fake", files), await serve("bare", files)] as const;
    try {
      const rates: [number[], number[]] = [[], []];
      // The first round warms the compiler up.
      for (let round = 0; round <= rounds; round += 1) {
        say(`fake server, ${files} files an answer, round ${round} of ${rounds}`);
        for (const [index, { question }] of servers.entries()) {
          const rate = await answersASecond(question, CONNECTIONS, seconds);
          if (round > 0) rates[index as 0 | 1].push(rate);
        }
      }
      rows.push([files, median(rates[0]), median(rates[1]), ratiosOf(rates[0], rates[1])]);
    } finally {
      for (const server of servers) await server.end();
    }
  }
  const columns = [
    { title: "files an answer" },
    { title: "fake, calls a second" },
    { title: "bare node:http" },
    { title: "fake / bare", digits: 2 },
  ];
  return { tables: [{ title: "Calls a second", columns, rows }], goals: [] };
}

async function serve(kind: string, files: number): Promise<{ question: Question; end: () => Promise<void> }> {
  const script = fileURLToPath(new URL("servers.ts", import.meta.url));
  const { line, end } = await startServer(script, kind, String(files));
  return { question: JSON.parse(line) as Question, end };
}
