import { resolve } from "node:path";
import { ALARM_MEANINGS } from "./alarm-sections.ts";
import { ALARMS, type Alarm, alarmDefinition } from "./alarms.ts";
import { ADD_FLAGS, RUNNING_OR_KILLED, WHILE_A_RUN_IS_UNDER_WAY } from "./how-to-confirm.ts";
import { ALARM_CHAPTER, RUN_BOOK } from "./run-book.ts";
import type { RunBookSection } from "./run-book-entry.ts";
import { alarmSection } from "./section-ids.ts";

export const RUN_BOOK_FILE: string = resolve(import.meta.dirname, "../../../../docs/run-book.md");

const COPY_OF_A_STATE = "#a-copy-of-a-state-backing-it-up";

const INTRODUCTION = `# Run book

For whoever is woken: what it means, how to confirm it, what to do. Each section has an id that stays. Messages and logs name it
(\`runBook\` in JSON), and the command prints it on the machine where the job runs:

\`\`\`sh
attached-files run-book exit-code-4
\`\`\`

With \`--config FILE\`, the commands that it prints have the file, folders, buckets, scopes and Regions of that job.

Before any command under _Confirm_:

- ${ADD_FLAGS} [systemd](deploy/systemd.md#looking-into-it) gives both.
- ${pagesLinked(WHILE_A_RUN_IS_UNDER_WAY)}
- ${RUNNING_OR_KILLED}

None that stands under _Confirm_ changes anything; of those of \`attached-files\` only \`check\` makes calls, harmless ones. Start with the last error of the log: it says what ended the run; \`runId\`
finds all lines of a process (of a \`schedule\` it is the same for all its slots), \`slot\` and \`scope\` those of a run. What is counted, and where it goes: [metrics](metrics.md).

This page is written by \`pnpm --filter @attached-files/report-job generate:schemas\` from \`src/run-book\`.
`;

const ALARMS_INTRODUCTION = `## Alarms

The name of an alarm is enough for \`attached-files run-book\`: \`attached-files run-book attached-files-missing\`, or as CloudFormation
writes one of [the CDK](deploy/cdk.md#who-is-told): \`attached-files run-book attached-files-RunMissing0A1B2C3D-AbCdEf\`.

Those with a definition are for a job that runs once a day and is told \`AWS_EMF_NAMESPACE=attached-files\` (see [metrics](metrics.md)). Each is what
\`aws cloudwatch put-metric-alarm --cli-input-json file://alarm.json\` takes; put in your own topic, scope and limits. With
OpenTelemetry, the same metrics have the same names and attributes. The others are made by [the page about Lambda](deploy/lambda.md#set-it-up) and by the CDK.
`;

/** The run book as a page in Markdown. */
export function runBookPage(): string {
  const index = RUN_BOOK.map(
    ({ title, sections }) => `- ${title}: ${sections.map(({ id }) => `[${shortId(id)}](#${id})`).join(", ")}`,
  );
  const chapters = RUN_BOOK.filter((chapter) => chapter !== ALARM_CHAPTER).map(({ title, about, sections }) =>
    [`## ${title}`, about, ...sections.map((section) => sectionText(section, linked))].join("\n\n"),
  );
  return `${[INTRODUCTION, index.join("\n"), ...chapters, alarmsText()].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** One section, for a page or a terminal. */
export function sectionText(section: RunBookSection, shown: (text: string) => string = (text) => text): string {
  const { id, title, means, confirm, mend } = section;
  return [
    `<a id="${id}"></a>`,
    `### ${title}`,
    shown(means),
    "_Confirm:_",
    confirm.map(([command, lookFor]) => `- \`${command}\`: ${shown(lookFor)}.`).join("\n"),
    "_Do:_",
    mend.map((step, index) => `${index + 1}. ${shown(step)}`).join("\n"),
  ].join("\n\n");
}

const SECTION_ID = /\b(?:exit-code|reason|error|trouble|alert|problem|finding)-[a-z0-9]+(?:-[a-z0-9]+)*\b/g;

function linked(text: string): string {
  return pagesLinked(text.replace(SECTION_ID, (id) => `[${id}](#${id})`));
}

/** Other pages, as a terminal is told of them. */
function pagesLinked(text: string): string {
  return text
    .replaceAll("docs/report-job.md, 'A copy of a state'", `[a copy of a state](report-job.md${COPY_OF_A_STATE})`)
    .replace(/\bdocs\/([\w/-]+\.md)\b/g, (_, page) => `[${page}](${page})`);
}

function shortId(id: string): string {
  return id.replace(/^(reason|error|trouble|alert|problem|finding|alarm)-/, "");
}

function alarmsText(): string {
  const each = Object.entries(ALARM_MEANINGS).map(([name, { means, see }]) => {
    const alarm = ALARMS.find(({ id }) => id === name);
    const links = see.map((id) => `[${id}](#${id})`).join(", ");
    return [
      `<a id="${alarmSection(name)}"></a>`,
      `### Alarm: ${name}`,
      `${means} What to do: ${links}.`,
      ...(alarm === undefined ? [] : [definitionText(alarm)]),
    ].join("\n\n");
  });
  return [ALARMS_INTRODUCTION, ...each].join("\n\n");
}

function definitionText(alarm: Alarm): string {
  const definition = JSON.stringify(alarmDefinition(alarm), null, 2).replace(/\[\n\s+("[^"\n]+")\n\s+\]/g, "[$1]");
  return `\`\`\`json\n${definition}\n\`\`\``;
}
