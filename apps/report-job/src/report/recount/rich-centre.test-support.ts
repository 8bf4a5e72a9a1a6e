/** What a file is answered with on a day: its members, no metadata, or (undefined) the search does not name it. */
export type Answer = object | "refused" | "unanswered" | undefined;
/** A file's answers by the number of the day, the last one for all days after it too. */
export type Files = Readonly<Record<string, readonly Answer[]>>;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** The first run begins then; each later one a day after the one before. */
export const FIRST_RUN_MS = Date.UTC(2026, 10, 1, 6);
export const LAST_DAY = 2;
/** When the scanner of the first scope was down; both are whole quarters of an hour. */
export const OUTAGE = { fromMs: FIRST_RUN_MS + DAY_MS + 19 * HOUR_MS, toMs: FIRST_RUN_MS + DAY_MS + 21 * HOUR_MS };

const KIB = 1024;
const TYPES = ["pdf", "jpg", "png", "docx", "txt"];
const SIZES = [
  0,
  1,
  9 * KIB,
  10 * KIB,
  99 * KIB + 17,
  100 * KIB,
  KIB ** 2,
  7.5 * KIB ** 2,
  15 * KIB ** 2,
  30 * KIB ** 2,
];
const instance = "arn:aws:connect:eu-central-1:111122223333:instance/i-1";
const agent = (name: string) => ({ CreatedBy: { ConnectUserArn: `${instance}/agent/${name}` } });
const created = (hours: number) => ({ CreationTime: new Date(FIRST_RUN_MS + hours * HOUR_MS).toISOString() });
const tagged = { Tags: { department: "claims 24", team: "7" } };
const repeated = (count: number, of: (index: number) => readonly [string, readonly Answer[]]): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => of(index)));

/** What a plain file of a number is answered with. */
function plain(index: number): object {
  return {
    ...created(-(1 + ((index * 37) % 2900))),
    ...agent(`u${(index * 7) % 17}`),
    ...(index % 9 === 0 ? {} : index % 5 === 0 ? { Tags: { department: "x" } } : tagged),
    FileName: `scan ${index}.${TYPES[index % TYPES.length]}`,
    FileSizeInBytes: (SIZES[index % SIZES.length] ?? 0) + (index % 13),
    FileStatus: index % 41 === 7 ? "REJECTED" : "APPROVED",
    ...(index % 3 === 0 ? { FileUseCaseType: "ATTACHMENT" } : index % 3 === 1 ? { FileUseCaseType: "FAX" } : {}),
  };
}

function processing(index: number, hours: number): object {
  return { ...plain(index), ...created(hours), FileStatus: "PROCESSING" };
}

/** Two hours in which the scanner rejected nearly all, of many people and types. */
function outage(index: number): readonly [string, readonly Answer[]] {
  const at = new Date(OUTAGE.fromMs + Math.floor((index * (OUTAGE.toMs - OUTAGE.fromMs)) / 80)).toISOString();
  const file = { ...plain(index), ...agent(`hit-${index % 57}`), CreationTime: at };
  const status = index % 16 === 5 ? "APPROVED" : "REJECTED";
  const member = index === 12 ? { CreatedBy: undefined } : {};
  return [`o${index % 20}-${index}`, [undefined, undefined, { ...file, ...member, FileStatus: status }]];
}

/** Files that differ from one run to the next; those of case `ch` are asked about as long as one of them is unsettled. */
const CHANGING: Files = {
  "ch-1": [
    { ...plain(1), ...created(-3), FileStatus: "PROCESSING" },
    { ...plain(1), ...created(-3) },
  ],
  "ch-2": [undefined, processing(2, 20), { ...plain(2), ...created(20), FileStatus: "REJECTED" }],
  "ch-3": [undefined, processing(3, 12), { ...plain(3), ...created(12), Tags: { department: "new" } }],
  "ch-4": [
    { ...plain(4), FileSizeInBytes: 2048 },
    { ...plain(4), FileSizeInBytes: 2048 },
    { ...plain(4), FileSizeInBytes: 4096, FileName: "renamed 2.pdf" },
  ],
  "ch-5": [plain(5), plain(5), "refused"],
  "ch-6": [processing(6, -9)],
  "ch-7": [undefined, { ...plain(7), ...created(23.9) }],
  "v-1": [plain(31), plain(31), undefined],
  "v-2": [plain(32), plain(32), undefined],
  "r-1": [plain(33), undefined, plain(33)],
  // The last millisecond before the outage, and the first one behind it.
  "edge-1": [undefined, undefined, { ...plain(34), CreationTime: new Date(OUTAGE.fromMs - 1).toISOString() }],
  "edge-2": [undefined, undefined, { ...plain(35), CreationTime: new Date(OUTAGE.toMs).toISOString() }],
  ...repeated(6, (index) => [`n-${index}`, [undefined, undefined, { ...plain(index), ...created(36 + index) }]]),
};

/** What is out of the ordinary about single files. */
const STRANGE: Files = {
  "s-1": [{ ...plain(1), ...created(42), FileStatus: "PROCESSING" }],
  "s-2": [{ ...plain(2), CreationTime: "yesterday at 5", FileStatus: "PROCESSING" }],
  "s-3": [{ ...plain(3), ...created(47.7), FileStatus: "PROCESSING" }],
  "s-4": [{ ...plain(4), FileStatus: "FAILED" }],
  "s-5": [{ ...plain(5), FileStatus: "UPLOAD_EXPIRED_2" }],
  "s-6": ["refused"],
  "s-7": ["unanswered"],
  "s-8": [{ ...plain(8), Colour: "blue 5" }],
  "s-9": [{ ...plain(9), CreatedBy: { BotArn: "arn:aws:lex:eu-central-1:111122223333:bot/b-9" } }],
  "s-10": [{ ...plain(10), CreatedBy: { AWSIdentityArn: "arn:aws:iam::111122223333:role/loader-1" } }],
  "s-11": [{ ...plain(11), FileSizeInBytes: 120 * KIB ** 2 }],
  "s-12": [{ ...plain(12), FileName: "setup 3.exe" }],
  "s-13": [{ ...plain(13), FileName: "without" }],
  "s-14": [{ ...plain(14), Tags: undefined }],
  "s-15": [{ ...plain(15), FileSizeInBytes: undefined }],
  "s-16": [{ ...plain(16), ...created(24 * 90) }],
  "s-17": [{ ...plain(17), FileUseCaseType: undefined, Tags: {} }],
};

/** The first scope: what it holds at the last run is complete. */
export const CARE: Files = {
  ...repeated(150, (index) => [`c${index % 50}-${index}`, [plain(index)]]),
  ...repeated(104, (index) => [`big${index % 12}-${index}`, [plain(index + 200)]]),
  ...repeated(80, outage),
  ...CHANGING,
  ...STRANGE,
};

/** The second scope: one type is rejected over months, and its last run ends early. */
export const CLAIMS: Files = {
  ...repeated(60, (index) => [`d${index % 25}-${index}`, [{ ...plain(index), FileStatus: "APPROVED" }]]),
  ...repeated(14, (index) => [
    `e-${index}`,
    [
      {
        ...plain(index),
        ...created(-50 * (index + 1)),
        FileName: `tool ${index}.msi`,
        FileStatus: index < 12 ? "REJECTED" : "APPROVED",
      },
    ],
  ]),
};
