import type { Claim } from "./claim.test-support.ts";
import { bytesOf } from "./files-table.test-support.ts";
import { GIVEN, POLICY, slotOf } from "./given.test-support.ts";
import { dayMoment, files, grouped, share, sized, sizedExactly } from "./human-text.test-support.ts";
import { type Claims, isStuckFor, NOT_KNOWN, needsAPerson, PERSON } from "./recount.test-support.ts";
import { LAST_DAY } from "./rich-centre.test-support.ts";

/** What is known, what is missing, and the key figures. */
export const claimsOfHeadline: Claims = ({ page, lines, problemRows, generatedAtMs }) => {
  const described = lines.filter(({ isDescribed }) => isDescribed);
  const unknown = lines.filter((line) => Object.values(NOT_KNOWN).some((has) => has(line))).length;
  const person = lines.filter(needsAPerson).length;
  const rejected = bytesOf(lines.filter(({ status }) => status === "REJECTED"));
  const withoutSize = described.filter(({ bytes }) => bytes === undefined).length;
  // An unknown status is an irregular answer, too, and stands as a problem of its file.
  const irregular = problemRows.filter(({ problem = "" }) =>
    ["irregularity", "unknown-status"].includes(problem),
  ).length;
  const [failed, deferred] = ["failed", "deferred"].map(
    (kind) => lines.filter(({ outcome }) => outcome === kind).length,
  );
  const figure = (name: string, amount: string, note: readonly string[]): Claim[] => {
    const dt = page.root.querySelectorAll(".figure dt").find(({ text }) => text === name);
    const of = (part: string) => dt?.parentNode?.querySelector(part);
    return [
      { name, element: of(".amount"), says: [amount] },
      { name: `what ${name} is of`, element: of(".note"), says: note },
    ];
  };
  return [
    { name: "the slot in the title", element: page.find("title"), says: [slotOf(LAST_DAY)] },
    { name: "the slot", element: page.find(".eyebrow"), says: [slotOf(LAST_DAY)] },
    {
      name: "files described",
      element: page.find("h1"),
      says: [
        `${grouped(described.length)} of ${files(lines.length)} described`,
        `${grouped(lines.length - described.length)} not described`,
        `${grouped(unknown)} of the ${files(lines.length)} are not known`,
        `no call succeeded about ${grouped(failed ?? 0)}`,
        `${grouped(deferred ?? 0)} ${deferred === 1 ? "is" : "are"} left for the next run`,
      ],
    },
    {
      name: "when, and for how many scopes",
      element: page.find(".when"),
      says: [dayMoment(generatedAtMs), "2 scopes"],
    },
    {
      name: "what is missing",
      element: page.find(".missing"),
      says: [`${files(failed ?? 0)}: no call`, `${files(deferred ?? 0)}: the run ended`, "rule 12"],
    },
    { name: "where a scope was asked", element: page.find("[aria-labelledby=not-at-aws]"), says: [GIVEN.endpoint] },
    ...figure("Need a person", grouped(person), [share(person, lines.length)]),
    ...figure("Not described", grouped(lines.length - described.length), [
      `${grouped(unknown)} not known`,
      `about ${grouped(failed ?? 0)}`,
      `${grouped(deferred ?? 0)} ${deferred === 1 ? "is" : "are"} left`,
    ]),
    ...figure("Irregularities", grouped(irregular), []),
    ...figure("Files", grouped(lines.length), [`${grouped(described.length)} described`]),
    ...figure("Total size", sizedExactly(bytesOf(lines) - rejected), [
      sizedExactly(rejected),
      `${files(withoutSize)} without a size`,
    ]),
  ];
};

/** The search of one scope did not reach its end: whatever part of all files it is, it may be less, and so it is not judged. */
const NO_SHARE = "and it is not known";

/** The thresholds: by the last report's own lines. Its answer is not complete, so that there may be more of most. */
export const claimsOfPolicy: Claims = ({ page, lines, days }) => {
  // What the search had not come to is not known either: that part can only be greater.
  const unknown = lines.filter((line) => Object.values(NOT_KNOWN).some((has) => has(line))).length;
  const count = (name: string) => lines.filter(PERSON[name] ?? (() => false)).length;
  const before = days.at(-2)?.length ?? 0;
  const kept = bytesOf(lines) - bytesOf(lines.filter(({ status }) => status === "REJECTED"));
  const value: Readonly<Record<(typeof POLICY)[number]["name"], string>> = {
    "no-rejections-1": `at least ${grouped(count("rejected"))}`,
    old: `at least ${grouped(lines.filter(isStuckFor(5400)).length)}`,
    blind: `at least ${Number(((100 * unknown) / lines.length).toFixed(2))} %`,
    sizes: `at least ${sized(kept)}`,
    growth: `at least ${Number(((100 * (lines.length - before)) / before).toFixed(2))} %`,
    many: `at least ${grouped(lines.length)}`,
    fax: NO_SHARE,
    few: `at least ${count("vanished")}`,
  };
  const items = page.root.querySelectorAll("#policy ~ ul li");
  const crossed = items.filter((item) => !item.text.startsWith("not known"));
  return [
    {
      name: "how many thresholds are crossed, kept and not known",
      element: page.find("#policy ~ .lead"),
      says: [
        `${crossed.length} crossed`,
        `${POLICY.length - items.length} kept`,
        `${items.length - crossed.length} not known`,
      ],
    },
    ...items.map((element) => {
      const rule = POLICY.find(({ name }) => page.textOf(element).includes(`${name}: `));
      const sentence = crossed.includes(element) ? [rule?.sentence ?? "no such rule"] : [];
      return {
        name: `the threshold ${rule?.name}`,
        element,
        says: [...sentence, rule?.name ?? "", rule?.rule ?? "", value[rule?.name ?? "few"]],
      };
    }),
  ];
};
