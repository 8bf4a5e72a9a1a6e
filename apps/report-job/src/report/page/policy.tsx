import type { JSX } from "preact";
import { valueInWords } from "../model/policy-words.ts";
import type { RuleReport } from "../policy-schema.ts";
import type { Report } from "../report-schema.ts";
import { StrangerText } from "./stranger-text.tsx";

const TONES: Readonly<Record<RuleReport["severity"], string>> = { info: "soft", warning: "warn", critical: "bad" };
const WORST_FIRST: readonly RuleReport["severity"][] = ["critical", "warning", "info"];

/** The thresholds that are crossed or not known; there only where the configuration has some. */
export function PolicySection({ report: { policy } }: { readonly report: Report }): JSX.Element | null {
  if (policy === undefined || policy.rules.length === 0) return null;
  const of = (result: RuleReport["result"]): readonly RuleReport[] =>
    policy.rules.filter((rule) => rule.result === result);
  const crossed = WORST_FIRST.flatMap((severity) => of("crossed").filter((rule) => rule.severity === severity));
  const unknown = of("unknown");
  const kept = of("kept").length;
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">Thresholds</h2>
      <p class="lead">
        {crossed.length} crossed, {kept} kept, {unknown.length} not known, of those in the configuration.
      </p>
      {crossed.length > 0 && (
        <ul class="thresholds">
          {crossed.map((rule) => (
            <li key={rule.name}>
              <span class={`badge ${TONES[rule.severity]}`}>{rule.severity}</span>{" "}
              <strong>
                <StrangerText text={rule.sentence} longest={300} />
              </strong>
              <Rule rule={rule} />
            </li>
          ))}
        </ul>
      )}
      {unknown.length > 0 && (
        <ul class="thresholds">
          {unknown.map((rule) => (
            <li key={rule.name}>
              <span class="badge">not known</span> {rule.why}
              <Rule rule={rule} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Rule({ rule }: { readonly rule: RuleReport }): JSX.Element {
  return (
    <span class="note">
      {" "}
      <StrangerText text={rule.name} />: <code>{rule.rule}</code>, and it is {valueInWords(rule)}
    </span>
  );
}
