import type { NotifyTarget } from "../config/notify-section.ts";
import { codeSection, sectionHint } from "../run-book/section-ids.ts";
import { DELIVERY_LIMITS, type DeliveryLimits, deliver } from "./deliver.ts";
import type { Message } from "./message.ts";
import { attemptOf, CANNOT_BE_TRIED, type Notifying, unreachableTargets } from "./notify.ts";

/** What came of a test message to one target. Texts hold no URL and no word of a service. */
export type Delivery =
  | { readonly target: NotifyTarget; readonly isSent: true }
  | {
      readonly target: NotifyTarget;
      readonly isSent: false;
      readonly why: string;
      /** What a person does next. */
      readonly next: string;
      /** A setting is wrong, and nothing was tried. */
      readonly isMistake: boolean;
    };

/** Whoever tries it sees what is wrong; trying again would only hide it. */
const ONE_ATTEMPT: DeliveryLimits = { ...DELIVERY_LIMITS, attempts: 1 };

/** Sends a message to a target once, whatever it wants to hear of. */
export async function sendTest(
  target: NotifyTarget,
  message: Message,
  surroundings: Pick<Notifying, "environment" | "clock">,
): Promise<Delivery> {
  const [mistake] = unreachableTargets([target], surroundings.environment);
  if (mistake !== undefined) {
    const next = "Set it to the whole URL, where secrets are kept: whoever knows it can write.";
    return { target, isSent: false, why: mistake, next, isMistake: true };
  }
  const attempt = attemptOf(target, message, surroundings);
  const made = await deliver((signal) => attempt(signal).catch(() => CANNOT_BE_TRIED), ONE_ATTEMPT, surroundings.clock);
  if (made.isSent) return { target, isSent: true };
  return { target, isSent: false, why: made.why, next: nextStep(target, made.why), isMistake: false };
}

function nextStep(target: NotifyTarget, why: string): string {
  const first = target.to === "webhook" ? ofWebhook(target, why) : ofAws(target, why);
  return `${first} ${sectionHint("trouble-not-told")}`;
}

function ofWebhook({ urlVariable, format }: Extract<NotifyTarget, { to: "webhook" }>, why: string): string {
  const status = Number(/^answered (\d{3})/.exec(why)?.[1] ?? Number.NaN);
  if (Number.isNaN(status))
    return `Look at the host in ${urlVariable}, and at this machine's way out: name, proxy, firewall.`;
  if (status < 400) return `Put the URL that it leads to into ${urlVariable}, if you trust it.`;
  if ([401, 403, 404, 410].includes(status)) {
    return `The webhook is not there any more, or its URL is not whole: make a new one, and put its URL into ${urlVariable}.`;
  }
  if (status === 408 || status === 429 || status >= 500)
    return "The service has trouble, or is told too much: try again later.";
  return `It does not take such a message: look whether 'format: ${format}' is what listens at the URL in ${urlVariable}.`;
}

function ofAws({ to, region }: Exclude<NotifyTarget, { to: "webhook" }>, why: string): string {
  if (why === CANNOT_BE_TRIED.why && region === undefined)
    return "Give the target a 'region', and credentials to the AWS SDK.";
  if (why === "AccessDeniedException") {
    const action = to === "sns" ? "sns:Publish" : "events:PutEvents";
    return `Allow ${action}: 'attached-files permissions' prints the policy.`;
  }
  const section = codeSection(why);
  const at = to === "sns" ? "'topicArn'" : "'bus'";
  const settings = `Look at the target's ${at}, 'region' and 'profile', and at the credentials.`;
  return section === undefined ? settings : `${settings} ${why}: attached-files run-book ${section}.`;
}
