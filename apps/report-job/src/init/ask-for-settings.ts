import type { FirstSettings } from "./first-settings.ts";
import { judgeSettings, type SettingWords } from "./judge-settings.ts";

/** Somebody at a terminal. */
export interface Person {
  /** Puts a question, and gives the answer; an empty one takes what is suggested. */
  readonly ask: (question: string, suggested: string) => Promise<string>;
  readonly say: (line: string) => void;
}

/** How settings are called in questions, and so in what is said of the answers. */
const WORDS: SettingWords = {
  name: "Name",
  region: "Region",
  instanceId: "Instance",
  domainIds: "--domain-id",
  endpoint: "--endpoint",
  cron: "Cron pattern",
  timeZone: "Time zone",
  bucket: "Bucket",
};

const QUESTIONS = {
  name: "A name for this contact centre, for folders and rows",
  instanceId: "Id or ARN of the Amazon Connect instance; empty for all",
  region: "AWS Region",
  cron: "When to run, as a cron pattern ('0 6 * * *': every day at six); empty for not yet",
  timeZone: "In which time zone",
  bucket: "A bucket of S3 that reports are published to, too; empty for none",
} as const;

type Asked = keyof typeof QUESTIONS;

/**
 * Asks for what no flag has said. Each answer is judged when it is given, and asked for again if no configuration can have it. An
 * empty answer leaves a setting out.
 *
 * @param flags settings that are in order, as they were given.
 */
export async function askForSettings(
  flags: Partial<FirstSettings>,
  environment: Readonly<Record<string, string | undefined>>,
  person: Person,
): Promise<FirstSettings> {
  const { timeZone, ...others } = flags;
  let given: Partial<FirstSettings> = others;
  const settle = async (setting: Asked, suggested: string): Promise<void> => {
    if (given[setting] === undefined) given = await askFor(setting, suggested, given, person);
  };
  await settle("name", "main");
  await settle("instanceId", "");
  // The ARN of an instance has told it.
  await settle("region", judgeSettings(given, WORDS).settings.region ?? (environment.AWS_REGION || "eu-central-1"));
  // Without a pattern it means nothing, so that none is no answer where it was given.
  if (timeZone !== undefined) given = { ...given, timeZone };
  await settle("cron", "");
  if (given.cron !== undefined) await settle("timeZone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  await settle("bucket", "");
  return { name: "main", ...judgeSettings(given, WORDS).settings };
}

async function askFor(
  setting: Asked,
  suggested: string,
  given: Partial<FirstSettings>,
  person: Person,
): Promise<Partial<FirstSettings>> {
  const doubtsBefore = judgeSettings(given, WORDS).doubts;
  for (;;) {
    const answer = (await person.ask(QUESTIONS[setting], suggested)).trim();
    const more = answer === "" ? given : { ...given, [setting]: answer };
    const judged = judgeSettings(more, WORDS);
    for (const problem of judged.problems) person.say(problem);
    const doubts = judged.doubts.filter((doubt) => !doubtsBefore.includes(doubt));
    if (judged.problems.length === 0 && (await isMeant(doubts, person))) return more;
  }
}

async function isMeant(doubts: readonly string[], person: Person): Promise<boolean> {
  if (doubts.length === 0) return true;
  for (const doubt of doubts) person.say(doubt);
  return /^y(es)?$/i.test((await person.ask("Take it all the same? (yes or no)", "no")).trim());
}
