import type { FirstSettings } from "./first-settings.ts";

/** Puts a question to a person, and gives the answer; an empty one takes what is suggested. */
export type Ask = (question: string, suggested: string) => Promise<string>;

/** Asks for what no flag has said. An empty answer leaves a setting out. */
export async function askForSettings(
  flags: Partial<FirstSettings>,
  environment: Readonly<Record<string, string | undefined>>,
  ask: Ask,
): Promise<FirstSettings> {
  const or = async (given: string | undefined, question: string, suggested: string): Promise<string | undefined> =>
    given ?? ((await ask(question, suggested)).trim() || undefined);
  const name = (await or(flags.name, "A name for this contact centre, for folders and rows", "main")) ?? "main";
  const region = await or(flags.region, "AWS Region", environment.AWS_REGION || "eu-central-1");
  const instanceId = await or(flags.instanceId, "Id of the Amazon Connect instance; empty for all", "");
  const cron = await or(
    flags.cron,
    "When to run, as a cron pattern ('0 6 * * *': every day at six); empty for not yet",
    "",
  );
  const timeZone =
    cron === undefined
      ? undefined
      : await or(flags.timeZone, "In which time zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  const bucket = await or(flags.bucket, "A bucket of S3 that reports are published to, too; empty for none", "");
  const { domainIds, endpoint } = flags;
  const all = { region, instanceId, domainIds, endpoint, cron, timeZone, bucket };
  const known = Object.entries(all).filter(([, value]) => value !== undefined);
  return { name, ...Object.fromEntries(known) };
}
