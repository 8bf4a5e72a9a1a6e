import { answerTexts } from "./answers.ts";
import { provedContenders } from "./contenders.ts";

// One process of the measurement: `node measure.ts {files per answer} {seed}` prints microseconds an answer, as JSON.
const filesPerAnswer = Number(process.argv[2]);
const seed = Number(process.argv[3]);
const ROUNDS = 60;
/** Files read in one turn of a contender: some milliseconds, well above the clock's grain. */
const FILES_A_TURN = 3000;

const texts = answerTexts(Math.round(FILES_A_TURN / filesPerAnswer), filesPerAnswer, seed);
const answers = texts.map((text): unknown => JSON.parse(text));
const turns: [name: string, turn: () => number][] = [
  ["JSON.parse", () => texts.filter((text) => JSON.parse(text) !== null).length],
];
for (const [name, accepts] of Object.entries(provedContenders(answers))) {
  turns.push([name, () => answers.filter((answer) => accepts(answer)).length]);
}

const times = Object.fromEntries(turns.map(([name]) => [name, [] as number[]]));
for (let round = -10; round < ROUNDS; round += 1) {
  // Whoever comes first meets the last one's garbage, so the order turns from round to round.
  const first = (round + 10) % turns.length;
  for (const [name, turn] of [...turns.slice(first), ...turns.slice(0, first)]) {
    const start = process.hrtime.bigint();
    const accepted = turn();
    const microseconds = Number(process.hrtime.bigint() - start) / 1000;
    if (accepted !== texts.length) throw new Error(`${name} refused an answer in round ${round}`);
    // The first ten rounds warm the compiler up.
    if (round >= 0) times[name]?.push(microseconds / texts.length);
  }
}
process.stdout.write(JSON.stringify(times));
