import { aFile, anUnknown, caseArn, type OutcomeRow, type StateContent, userArn } from "./build-state.ts";

/** Names as people give them, and as nobody should: each stays text. */
export const HOSTILE_NAMES: readonly string[] = [
  '=HYPERLINK("http://evil.example","press")',
  "<script>document.title='run'</script>.pdf",
  "invoice\u202Efdp.exe",
  "line\nbreak\r\n\ttab.pdf",
  "\u001b[31mred\u001b[0m.txt",
  "👩‍👩‍👧‍👦".repeat(256),
  "x".repeat(1024),
  `"quotes' & <b>marks</b> "" --> ]]>`,
];
const USUAL_NAMES = ["claim form.pdf", "invoice.pdf", "photo of damage.jpg", "passport.png", "договор.docx", "عقد.pdf"];
const DAY_MS = 86_400_000;
const WRITTEN_MS = Date.UTC(2026, 10, 24, 6);

/** Numbers from 0 to below 1 that are the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function id(next: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function someFiles(count: number, seed: number, changeOf: (index: number) => OutcomeRow): OutcomeRow[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const name = USUAL_NAMES[Math.floor(next() * USUAL_NAMES.length)] ?? "";
    const created = new Date(WRITTEN_MS - 600_000 - Math.floor(next() ** 2 * 150 * DAY_MS)).toISOString();
    return aFile(id(next), {
      file_name: name,
      file_size_bytes: BigInt(Math.floor(next() ** 4 * 20_000_000)),
      creation_time: created,
      association_time: created,
      created_by: userArn(id(random(Math.floor(next() * 9)))),
      associated_resource_arn: caseArn(id(random(Math.floor(next() * 200) + 50))),
      tags: JSON.stringify(next() < 0.3 ? { department: "claims", 'a "quoted" <tag>': "x" } : {}),
      ...changeOf(index),
    });
  });
}

/** A run that ended early, with files of every problem and hostile names. */
export function aPartialRun(seed = 7): StateContent {
  const statuses = ["REJECTED", "FAILED", "PROCESSING", "UPLOAD_EXPIRED"];
  return {
    outcomes: [
      ...someFiles(60, seed, () => ({})),
      ...someFiles(80, seed + 1, (index) => ({
        file_status: statuses[index % statuses.length] ?? "",
        ...(index < HOSTILE_NAMES.length ? { file_name: HOSTILE_NAMES[index] ?? "" } : {}),
      })),
      ...someFiles(12, seed + 2, (index) => ({ file_size_bytes: index === 0 ? null : 0n, tags: null })),
      anUnknown("gone-1", "refused", {
        error_code: "ResourceNotFoundException",
        error_message: HOSTILE_NAMES[1] ?? "",
      }),
      anUnknown("silent-1", "unanswered"),
      ...Array.from({ length: 9 }, (_, index) =>
        anUnknown(`failed-${index}`, "failed", { error_code: "ThrottlingException", error_message: "Rate exceeded" }),
      ),
      ...Array.from({ length: 40 }, (_, index) => anUnknown(`deferred-${index}`, "deferred")),
    ],
    irregularities: [{ kind: "unknown-member", path: "Files[0].Colour", detail: '"blue"', file_id: "f1" }],
    run: { trouble_code: "TimeBoxEnded", trouble_message: "the time box of 14 min ended", discovery_finished: false },
  };
}

/** A scanner that went down for two hours of the last morning: rejections of many people and types at once. */
export function aScannerOutage(seed = 11): StateContent {
  const next = random(seed);
  return {
    outcomes: [
      ...someFiles(150, seed, () => ({})),
      ...someFiles(90, seed + 1, () => {
        const created = new Date(WRITTEN_MS - 3 * 3_600_000 - Math.floor(next() * 2 * 3_600_000)).toISOString();
        const by = userArn(id(random(Math.floor(next() * 60) + 100)));
        return { file_status: "REJECTED", creation_time: created, association_time: created, created_by: by };
      }),
    ],
  };
}
