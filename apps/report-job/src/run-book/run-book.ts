import { EXIT_CODE } from "../exit-code.ts";
import { alarmSections } from "./alarm-sections.ts";
import { ALERT_ENTRIES, FINDING_ENTRIES } from "./alert-entries.ts";
import { CHANGE_ENTRIES } from "./change-entries.ts";
import { ERROR_ENTRIES } from "./error-entries.ts";
import { EXIT_CODE_ENTRIES } from "./exit-code-entries.ts";
import { PROBLEM_ENTRIES } from "./problem-entries.ts";
import { ENDED_AT_ONCE_SECTION, NOT_STARTED_SECTION } from "./process-end.ts";
import { ENDED_AT_ONCE, NOT_STARTED } from "./process-end-entries.ts";
import { REASON_ENTRIES } from "./reason-entries.ts";
import type { RunBookEntry, RunBookSection } from "./run-book-entry.ts";
import { errorSection, exitCodeSection, reasonSection } from "./section-ids.ts";
import { TROUBLE_ENTRIES } from "./trouble-entries.ts";

export interface RunBookChapter {
  readonly title: string;
  readonly about: string;
  readonly sections: readonly RunBookSection[];
}

const CHAPTERS: readonly RunBookChapter[] = [
  {
    title: "Exit codes",
    about: "What the process answers to whoever started it; `attached_files.job.exit_code` tells the same.",
    sections: [
      ...sectionsOf(EXIT_CODE_ENTRIES, (name) => exitCodeSection(EXIT_CODE[name])),
      { id: ENDED_AT_ONCE_SECTION, ...ENDED_AT_ONCE },
      { id: NOT_STARTED_SECTION, ...NOT_STARTED },
    ],
  },
  {
    title: "Why a report is not complete",
    about: "Codes of `whyNotComplete` in report.json and of `missing` in messages.",
    sections: sectionsOf(REASON_ENTRIES, reasonSection),
  },
  {
    title: "Errors of the source",
    about:
      "`code` of lines of the log, `trouble_code` of a run, `error_code` of a file, `error.type` of metrics and spans.",
    sections: sectionsOf(ERROR_ENTRIES, errorSection),
  },
  {
    title: "Trouble around the job",
    about: "What lines of the log tell of the machine, the bucket and whoever is told.",
    sections: sectionsOf(TROUBLE_ENTRIES, (name) => `trouble-${name}`),
  },
  {
    title: "Messages",
    about: "Conditions of `notify`, and rules about a change: why somebody was told.",
    sections: [
      ...sectionsOf(ALERT_ENTRIES, (name) => `alert-${name}`),
      ...sectionsOf(CHANGE_ENTRIES, (name) => `alert-${name}`),
    ],
  },
  {
    title: "Problems of files",
    about: "Kinds of problem in the report, its tables and `policy`.",
    sections: sectionsOf(PROBLEM_ENTRIES, (name) => `problem-${name}`),
  },
  {
    title: "Why files were rejected",
    about: "Findings of the page and of `triage` in report.json.",
    sections: sectionsOf(FINDING_ENTRIES, (name) => `finding-${name}`),
  },
];

function sectionsOf<Name extends string>(
  entries: Readonly<Record<Name, RunBookEntry>>,
  idOf: (name: Name) => string,
): readonly RunBookSection[] {
  return Object.entries<RunBookEntry>(entries).map(([name, entry]) => ({ id: idOf(name as Name), ...entry }));
}

/** The sections about alarms, which lead to the others. */
export const ALARM_CHAPTER: RunBookChapter = {
  title: "Alarms",
  about: "What CloudWatch wakes people with, by the names of the alarms.",
  sections: alarmSections(CHAPTERS.flatMap(({ sections }) => sections)),
};

/** The whole run book. */
export const RUN_BOOK: readonly RunBookChapter[] = [...CHAPTERS, ALARM_CHAPTER];

/** All sections of all chapters. */
export const SECTIONS: readonly RunBookSection[] = RUN_BOOK.flatMap(({ sections }) => sections);
