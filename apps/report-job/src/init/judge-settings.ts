import { describeIssue, type Issue, show } from "@attached-files/core";
import { regionSupport } from "../check/scope/cases-regions.ts";
import { likelyRegion } from "../config/likely-region.ts";
import { parseConfig } from "../config/parse-config.ts";
import { asConfiguration, type FirstSettings } from "./first-settings.ts";
import { domainOf, instanceOf, type Named, strangeInstance } from "./ids-of-arns.ts";

/** What stands for a setting in messages: a flag, or the words of a question. */
export type SettingWords = Readonly<Record<keyof FirstSettings, string>>;

export interface Judged {
  /** As they go into a configuration: ids where ARNs were given, and the Region of these where none was. */
  readonly settings: Partial<FirstSettings>;
  /** What no configuration can have, each with what was expected; empty where all is in order. */
  readonly problems: readonly string[];
  /** What can be, and is likely to be a mistake. */
  readonly doubts: readonly string[];
}

/** Judges settings as they were given, as many as there are so far. */
export function judgeSettings(given: Partial<FirstSettings>, words: SettingWords): Judged {
  const issues: Issue[] = [];
  const named = (setting: keyof FirstSettings, found: Named | Issue): readonly Named[] => {
    if ("id" in found) return [found];
    issues.push({ ...found, path: words[setting] });
    return [];
  };
  const { instanceId, domainIds = [], ...others } = given;
  const [instance] = instanceId === undefined ? [] : named("instanceId", instanceOf(instanceId));
  const domains = domainIds.flatMap((id) => named("domainIds", domainOf(id)));
  const atHome = [instance, ...domains].filter((each) => each?.home !== undefined);
  const region = given.region ?? atHome[0]?.home?.region;
  // What was refused is left out, so that it is not told a second time.
  const settings = {
    ...others,
    ...(region === undefined ? {} : { region }),
    ...(instance === undefined ? {} : { instanceId: instance.id }),
    ...(domains.length === 0 ? {} : { domainIds: domains.map(({ id }) => id) }),
  };
  issues.push(...refusedBySchema(settings, words), ...notTogether(atHome, region, words));
  if (given.timeZone !== undefined && given.cron === undefined) {
    issues.push({
      path: words.timeZone,
      expected: `${words.cron} beside it, which says when to run`,
      received: "none",
    });
  }
  return { settings, problems: issues.map(describeIssue), doubts: doubtsAbout(settings, instance, words) };
}

/** ARNs tell Region and account, which have to be those of the scope. */
function notTogether(atHome: readonly (Named | undefined)[], region: string | undefined, words: SettingWords): Issue[] {
  const account = atHome[0]?.home?.account;
  return atHome.flatMap((each) => {
    const { arn, home } = each ?? {};
    if (home === undefined) return [];
    if (home.region !== region) {
      return [{ path: words.region, expected: `${home.region}, the Region of ${arn}`, received: show(region) }];
    }
    if (home.account === account) return [];
    return [{ path: words.domainIds, expected: `domains of the same account, ${account}`, received: show(arn) }];
  });
}

function refusedBySchema(settings: Partial<FirstSettings>, words: SettingWords): readonly Issue[] {
  const places = new Map([
    ["scopes[0].name", words.name],
    ["scopes[0].region", words.region],
    ["scopes[0].instanceId", words.instanceId],
    ["scopes[0].domainIds", words.domainIds],
    ["scopes[0].endpoint", words.endpoint],
    ["schedule.cron", words.cron],
    ["schedule.timeZone", words.timeZone],
    ["publish.s3.bucket", words.bucket],
  ]);
  // A time zone is looked at without a pattern, too, so that all mistakes are told at once.
  const cron = settings.cron ?? (settings.timeZone === undefined ? undefined : "0 6 * * *");
  const raw = asConfiguration({ name: "main", ...settings, ...(cron === undefined ? {} : { cron }) });
  const parsed = parseConfig(raw, places);
  return parsed.ok ? [] : parsed.issues;
}

/**
 * AWS adds Regions, so that one without Cases so far is no mistake for sure; nor does it say that ids of instances are
 * always UUIDs, as all are that were seen. A fake is in every Region, so that only a slip in the name of one is told, and
 * its ids are what it was given.
 */
function doubtsAbout(
  { region, endpoint }: Partial<FirstSettings>,
  instance: Named | undefined,
  words: SettingWords,
): readonly string[] {
  const doubts: string[] = [];
  const isAws = endpoint === undefined;
  const strange = instance === undefined || !isAws ? undefined : strangeInstance(instance);
  if (strange !== undefined) doubts.push(`${words.instanceId}: ${strange}`);
  if (region === undefined) return doubts;
  const { kind, text } = regionSupport(region, true);
  const isFine = kind === "yes" || (!isAws && likelyRegion(region) === undefined);
  return isFine ? doubts : [...doubts, `${words.region}: ${text}`];
}
