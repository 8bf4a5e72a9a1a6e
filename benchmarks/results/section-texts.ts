/** What the page says of a section beside its figures, in Markdown. */
export interface SectionText {
  readonly title: string;
  /** What is measured, how, and what its words mean. */
  readonly how: string;
  /** Why a goal that is missed cannot be met, or was not yet. */
  readonly why?: string;
}

/** By the section's name, in the order of the page. */
export const SECTION_TEXTS: Readonly<Record<string, SectionText>> = {
  "call-path": {
    title: "The call path",
    how: `The same calls of BatchGetAttachedFileMetadata through five clients, one after the other in each round, each in a process
of its own, 16 calls at a time, against a server that answers without looking at anything. *Skewed* is what cases hold,
3.4 files a call; *full* is the operation's limit, 100 files a call. The floor is the least that can be done: undici, a
signature by hand with a key that is kept, JSON.parse; no retries, no credentials but fixed ones, no checks. Ratios are of CPU time
for a file, system calls included, and compare clients within a round. boto3 makes a fifth of the calls, because it takes so much longer;
its memory is of these.`,
    why: `A third of what the plain SDK takes would be little more than the floor, which gives up all that ours keeps. The
profile shows what is left of ours: four tenths of it, skewed, are sockets, HTTP and hashes, which the floor pays for as well; the SDK's own signer, which is kept
(ADR 13); and reading, checking and reconciling the answer.`,
  },
  engine: {
    title: "The engine",
    how: `The built command \`attached-files run\` on a list of references, as a first run: reading and checking the list, planning,
asking for all of it, journals and state, until the outcomes are committed; and after that the report. Beside it, in the
same round and against the same server, the calls alone, through the same adapter, 16 at a time, validated and reconciled,
with nothing kept. Both count from the start of their process. No quota paces them; where one does (AWS's is 2 requests a second), the calls take hours, and
all the rest the same seconds.`,
    why: `The calls alone fill the main thread, and so whatever is done beside them adds to them. While it asks, the profile shows a line
of JSON and a place in the journal for each file, the pages of what is due, and garbage, which V8 collects more often because its
young generation is kept small: left to itself, it took a tenth to a seventh off the asking, for 100 to 200 MiB more (two pairs of runs with 100,000 files). Reading and checking the list
and planning come before the first call, and the commit behind the last, by design: a wrong list makes no call, and a run that is killed
loses nothing.

The peak of memory is reached while files are asked for and journals are taken in, and grows little with the files. Of 474 MiB at
600,000 files V8's heap was 103, buffers 11, and DuckDB's own limit is 100; the rest is what DuckDB takes beside its limit, what Node
itself is, and what the allocators keep (\`process.memoryUsage()\` each second, 2026-11).`,
  },
  state: {
    title: "The state",
    how: `What a run does in the database apart from calls, on a state that holds the files of ten runs, beside the same work in plain
SQL by DuckDB alone. The engine works within 100 MB of DuckDB's memory, in slices, in one transaction, and keeps versions,
reasons and ranks that the plain statement leaves out. The comparison reads within 512 MB, as \`changes\` does, and answers any
two runs and all members; its plain statement asks for these two and the status alone. Plain SQL may take all the memory that it wants.
One thread each; opening the database included.`,
  },
  report: {
    title: "The report",
    how: `All outputs of a report (page, JSON, CSV, NDJSON, Parquet, summary, problems, manifest; the workbook is kept to a row of
each table, since its rows are limited anyway) from a state of ten runs, beside DuckDB alone, which scans the same state and
writes the same Parquet and CSV of files. Both have 512 MB for DuckDB. The report's time includes checks of order, escapes, breakdowns,
trends and hashes.`,
  },
  "start-up": {
    title: "Starting up",
    how: `The time from starting a process to its end, as whoever types the command waits for it; rounds in turn, everything in the
page cache. The bare SDK call is a file of six lines that imports the client, makes one call and prints the answer.`,
  },
  quota: {
    title: "The quota",
    how: `The whole engine in virtual time, against a made-up contact centre behind AWS's default quota of 2 requests a second
and a burst of 5, of which the job takes 75 % by default; answers take 80 ms, the slowest hundredth 900 ms. *Necessary* is
what the documented rules need, worked out of the fake's truth apart from the engine: on the first day every page and every
resource; on the next, with 1 % changed, only what is new, unsettled or in turn. *Beside a neighbour*, another client takes
half of the quota at random moments, and the job has six hours for a full check. What a run has put off counts as not answered. The full scan is what scripts do: every
page and every resource, with the SDK's own three attempts and pauses (full jitter from 500 ms).`,
  },
  fake: {
    title: "The fake server",
    how: `BatchGetAttachedFileMetadata calls a second that the fake serves over HTTP, 16 connections, beside a bare node:http
server that answers the very same bytes and looks at nothing. The fake checks the request, looks the files up and logs the
call.`,
  },
};
