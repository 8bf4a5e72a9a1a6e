import type { JSX } from "preact";
import { isAwsAddress } from "../model/aws-address.ts";
import type { Report } from "../report-schema.ts";
import { StrangerText } from "./stranger-text.tsx";

/** A word of warning where answers are a fake's: nobody should take made-up files for real ones. */
export function NotAtAws({ report }: { readonly report: Report }): JSX.Element | null {
  const { scopes } = report;
  const away = scopes.flatMap(({ name, endpoint }) =>
    typeof endpoint === "string" && !isAwsAddress(endpoint) ? [{ name, endpoint }] : [],
  );
  if (away.length === 0) return null;
  return (
    <section class="notice" aria-labelledby="not-at-aws">
      <h2 id="not-at-aws">Not from AWS</h2>
      <ul>
        {away.map(({ name, endpoint }) => (
          <li key={name}>
            {scopes.length > 1 && (
              <strong>
                <StrangerText text={name} />:{" "}
              </strong>
            )}
            Asked at <StrangerText text={endpoint} />, not at AWS. Unless that server passes calls on, these files are
            made up.
          </li>
        ))}
      </ul>
    </section>
  );
}
