import type { Random } from "./random.ts";

const STEMS = [
  "passport",
  "proof of address",
  "bank statement",
  "signed contract",
  "claim form",
  "invoice",
  "photo of damage",
  "Ausweis",
  "Kündigung",
  "Schadensmeldung",
  "relevé de compte",
  "pièce d'identité",
  "contrato firmado",
  "declaração",
  "umowa",
  "удостоверение",
  "договор",
  "身份证",
  "発票",
  "請求書",
  "계약서",
  "عقد",
  "חוזה",
  "สำเนาบัตร",
  "दस्तावेज़",
  "🏠 lease",
] as const;

/** Extensions with their usual sizes in bytes, and how common they are. */
const KINDS = [
  { extension: "pdf", least: 20_000, most: 4_000_000, weight: 46 },
  { extension: "jpg", least: 80_000, most: 6_000_000, weight: 22 },
  { extension: "png", least: 10_000, most: 3_000_000, weight: 10 },
  { extension: "docx", least: 15_000, most: 900_000, weight: 8 },
  { extension: "xlsx", least: 9_000, most: 1_500_000, weight: 4 },
  { extension: "csv", least: 40, most: 400_000, weight: 3 },
  { extension: "txt", least: 1, most: 20_000, weight: 3 },
  { extension: "msg", least: 30_000, most: 2_000_000, weight: 2 },
  { extension: "zip", least: 5_000, most: 20_000_000, weight: 1 },
  { extension: "mp4", least: 1_000_000, most: 100_000_000, weight: 1 },
] as const;
const KIND_OF_WEIGHT = KINDS.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

/** Names that must pass through every output harmlessly: formula, script, right-to-left override, newline, escape. */
export const HOSTILE_NAMES: readonly string[] = [
  '=HYPERLINK("http://attacker.example","open me").pdf',
  "<script>alert(1)</script>.png",
  "invoice\u202Efdp.exe",
  "line one\nline two.txt",
  "\u001b[31mred\u001b[0m.csv",
  "+1-555-0100.txt",
  '"quoted", with a comma.csv',
  "../../etc/passwd",
  "👩‍👩‍👧‍👦".repeat(20),
];

export interface NameAndSize {
  readonly fileName: string;
  readonly fileSizeInBytes: number;
}

/** A name in some language and a size that goes with its extension. */
export function nameAndSize(random: Random): NameAndSize {
  const kind = random.pick(KIND_OF_WEIGHT);
  // Small files are far more common than large ones.
  const part = random.next() ** 3;
  const fileSizeInBytes = Math.max(1, Math.round(kind.least + part * (kind.most - kind.least)));
  const number = random.chance(0.4) ? ` ${random.whole(1, 999)}` : "";
  return { fileName: `${random.pick(STEMS)}${number}.${kind.extension}`, fileSizeInBytes };
}
