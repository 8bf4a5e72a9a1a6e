import { EXIT_CODE } from "../exit-code.ts";
import { reasonSection } from "../run-book/section-ids.ts";
import { caseByCaseLines } from "./case-by-case.ts";
import { changesLine } from "./changes-message.ts";
import { judgedOnLines } from "./judged-on.ts";
import { answerOf, type Message } from "./message.ts";
import { type Line, listed } from "./message-line.ts";
import { amount, numbersLines } from "./numbers-lines.ts";
import { recoveryLines } from "./recovery.ts";
import { tellerLine } from "./teller-line.ts";
import { isOwnCode, shortTitle, titleOf } from "./trouble.ts";

/** The lines behind the title, for people: what is wrong, what to do, who tells, and then the report. */
export function messageLines(message: Message): readonly Line[] {
  if (message.event === "test") return testLines(message);
  const thresholds = thresholdLines(message);
  // Of a complete answer they are what it is about; of another, first what is wrong with it.
  const { exitCode } = answerOf(message);
  const areFirst = exitCode === EXIT_CODE.thresholdCrossed || exitCode === EXIT_CODE.complete;
  return [
    ...recoveryLines(message),
    ...(message.late === true ? [["Told late: when its run ended, it could not be told."]] : []),
    ...troubleLines(message),
    ...caseByCaseLines(message),
    ...(areFirst ? thresholds : []),
    ...whatToDo(message),
    tellerLine(message),
    ...(areFirst ? [] : thresholds),
    ...reportLines(message),
  ];
}

function testLines(message: Message): readonly Line[] {
  return [
    ["Somebody tried whether messages of attached-files arrive here. They do; there is nothing to do."],
    tellerLine(message),
  ];
}

function troubleLines({ trouble, missing, event }: Message): readonly Line[] {
  const about = (scope: string | null): Line => (scope === null ? [] : [{ code: scope }, ": "]);
  return [
    ...trouble.map(
      ({ scope, code, operation, bucket, title, text }): Line => [
        ...about(scope),
        ...(isOwnCode(code) && title !== null ? [] : [{ code }]),
        // Of a bucket, what was said names it, with what has to be allowed.
        ...(operation === null || bucket !== null ? [] : [" of ", { code: operation }]),
        titleBehind(code, title),
        text === null ? "" : `: ${text}`,
      ],
    ),
    ...missing.map(({ scope, code, files, of }): Line => {
      const words = titleOf(reasonSection(code));
      const all = of === null ? "" : `of ${amount(of)} `;
      const count = files === null ? "" : `, ${amount(files)} ${all}${(of ?? files) === 1 ? "file" : "files"}`;
      return [...about(scope), { code }, `${count}${words === null ? "" : ` (${words})`}`];
    }),
    ...(event === "run-failed" && trouble.every(({ text }) => text === null)
      ? [["What ended it stands in its log."]]
      : []),
  ];
}

/** What the run book calls trouble, behind its code; in the place of a code that is the program's own, and says less. */
function titleBehind(code: string, title: string | null): string {
  if (title === null) return "";
  return isOwnCode(code) ? shortTitle(title) : ` (${shortTitle(title)})`;
}

function whatToDo({ runBook: [first, ...others], firstStep }: Message): readonly Line[] {
  if (first === undefined) return [];
  const then = others.length === 0 ? [] : [" (then ", ...listed(others.map((code): Line => [{ code }])), ")"];
  return [
    ["What to do: ", { code: `attached-files run-book ${first}` }, ...then],
    ...(firstStep === null ? [] : [["First: ", { own: firstStep }]]),
  ];
}

function thresholdLines({ crossed, notJudged, judgedOn }: Message): readonly Line[] {
  if (crossed.length + notJudged.length === 0) return [];
  const of = (scope: string | null): Line => (scope === null ? ["all scopes"] : ["scope ", { code: scope }]);
  return [
    ...judgedOnLines(judgedOn),
    ...crossed.map(
      ({ name, severity, scope, sentence, rule, value }): Line => [
        `${severity}, `,
        { code: name },
        ", ",
        ...of(scope),
        `: ${sentence} (${sentence === rule ? "" : `${rule}; `}it is ${value})`,
      ],
    ),
    ...notJudgedLines(notJudged, of),
  ];
}

/** All in a line: most are not judged for one and the same reason. */
function notJudgedLines(notJudged: Message["notJudged"], of: (scope: string | null) => Line): readonly Line[] {
  const [first] = notJudged;
  if (first === undefined) return [];
  const names = notJudged.map(({ name, rule }) => `${name} (${rule})`).join(", ");
  const whys = [...new Set(notJudged.map(({ why }) => why))].join(" ");
  return [["not judged, ", ...of(first.scope), `: ${names}. ${whys}`]];
}

function reportLines(message: Message): readonly Line[] {
  const { changes, numbers, page, host, published, unpublished } = message;
  const { status, exitCode } = answerOf(message);
  // Where nothing was answered, nothing can be said to have stayed as it was.
  const areTold = changes !== null && exitCode !== EXIT_CODE.unavailable;
  const pageIs: Line = unpublished === null ? ["Page: "] : ["Page (on host ", { code: host }, " alone): "];
  const part = status === "complete" ? [] : [", as far as it is known"];
  return [
    ...(message.moved ?? []).map(
      ({ scope, slot, before, now }): Line => [
        { code: scope },
        ": asked at another place than the run before. Before (slot ",
        { code: slot },
        `): ${before}. Now: ${now}.`,
      ],
    ),
    ...(areTold ? [[...changesLine(changes), ...part]] : []),
    ...(numbers === null ? [] : numbersLines(numbers, { status, exitCode }, message.missing)),
    ...(page === null ? [] : [[...pageIs, { code: page }]]),
    ...(published === null ? [] : [["Bucket: ", { code: published.place }]]),
    ...(unpublished === null ? [] : [["To be published to: ", { code: unpublished.place }]]),
  ];
}
