import type { RunBookEntry } from "./run-book-entry.ts";

/** The newest runs, with how they found their files. */
const HOW_FOUND =
  'attached-files query "SELECT scope, slot, files, new_files, vanished_files, pages, is_full_search, skipped_lines, input FROM runs ORDER BY started_at DESC LIMIT 10"';
const APPEARED_OR_GONE: RunBookEntry["confirm"][number] = [
  "attached-files changes",
  "which files appeared or vanished, and of which cases they are",
];
/** A change happens once. */
const NOTHING_GETS_OVER =
  "It is told once: the next report is compared with this one. Whether it was meant, nobody but you can say.";

/** Rules about a change since the report before: 'files shrank over 20 %', 'bytes grew over 1 GiB'. */
export const CHANGE_ENTRIES: Readonly<Record<"shrank" | "grew", RunBookEntry>> = {
  shrank: {
    title: "Told: fewer files, or bytes, than in the report before",
    means: `There are fewer than in the last complete report of the same scopes. Likeliest is that the list, or the search, did not name what it named before: files that a list leaves out are in no report, whether they are there or not. Files that a full search found gone are still counted in the report of that day, and no more in the next: then it is the same event as problem-vanished, a report later, and nothing need have changed since. ${NOTHING_GETS_OVER}`,
    confirm: [
      [HOW_FOUND, "the run from which on files are fewer: another input, fewer pages, lines that were skipped"],
      ["attached-files plan", "each scope's list or domains, its Region and its instance: what they were before"],
      APPEARED_OR_GONE,
    ],
    mend: [
      "Look first at what names the files. A list: whether it is whole (compare its number of lines with yesterday's, and look at whatever writes it); mend it, and start a new slot. A search: whether domainIds, instanceId, region, profile or assumeRole of the scope changed, or the role's permissions, so that cases are out of sight ('attached-files check'); correct that.",
      "A state folder that is another one, or was lost, knows what its own searches found alone (reason-state-missing).",
      "Only then the files themselves: those that a full search found gone are 'vanished' (problem-vanished). Bytes alone: rejected files are not counted among them.",
    ],
  },
  grew: {
    title: "Told: more files, or bytes, than in the report before",
    means: `There are more than in the last complete report of the same scopes. Likeliest is that the list, or the search, names more than before: more lists, domains or instances, or more than the job is meant for. ${NOTHING_GETS_OVER}`,
    confirm: [
      [HOW_FOUND, "the run from which on files are more: another input, a first full search (is_full_search)"],
      ["attached-files plan", "each scope's list or domains, its Region and its instance: what they were before"],
      APPEARED_OR_GONE,
    ],
    mend: [
      "Look first at what names the files. A list: whether it holds what it should, and nothing of another team or time; mend it, and start a new slot. A search: whether domainIds or instanceId of the scope changed or were left out, so that more cases are in sight; correct that.",
      "Only then the files themselves: look which cases and uploaders they are of. Many of one uploader may be a program that attaches the same file again and again.",
      "It goes on, and is meant: 'attached-files plan' tells whether the quota and the --time-box still do.",
    ],
  },
};
