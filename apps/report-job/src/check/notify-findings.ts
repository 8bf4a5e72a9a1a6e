import { probeBus } from "../compose-probes.ts";
import type { NotifyTarget } from "../config/notify-section.ts";
import { unreachableTargets } from "../notify/notify.ts";
import { type Finding, failed, passed, unknown } from "./finding.ts";
import { mendFirst } from "./mend-first.ts";
import { errorText } from "./scope/error-text.ts";
import { permissionFinding } from "./scope/permission-findings.ts";

/** Whether each target can be told, as far as it shows without telling anybody anything. */
export async function* notifyFindings(
  targets: readonly NotifyTarget[],
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  for (const target of targets) {
    const subject = { check: "notify", about: target.name } as const;
    if (target.to === "webhook") {
      const [problem] = unreachableTargets([target], environment);
      const next = "Set it to the whole URL; whoever knows it can write, so keep it where secrets are kept.";
      if (problem !== undefined) yield failed(subject, problem, next, "usage");
      else yield unknown(subject, "its URL is given; only a message shows whether it takes one", TELL);
    } else if (target.to === "sns") {
      const action = { check: "permission", about: target.name, action: "sns:Publish" } as const;
      yield unknown(action, "not asked: only a message shows it", TELL);
    } else {
      const probe = await probeBus(target, signal);
      const action = { check: "permission", about: target.name, action: "events:PutEvents" } as const;
      const [finding] = mendFirst([permissionFinding(action, [probe], false)]) as readonly [Finding];
      // The call is answered for its entry, and that of a bus which is not there.
      const refusedAs = probe.value?.refusedAs;
      if (refusedAs === undefined || refusedAs === "MalformedDetail") yield finding;
      else
        yield failed(
          subject,
          `the bus ${target.bus} refuses events: ${refusedAs}`,
          "Correct the target's bus.",
          "unavailable",
        );
      if (probe.error === undefined) yield passed(subject, `the bus ${target.bus} answers`);
      else if (finding.result === "passed") {
        yield failed(subject, errorText(probe.error), "Correct the target's bus.", "unavailable");
      }
    }
  }
}

const TELL = "Try it with 'attached-files notify --test', which sends a message that says that it is a test.";
