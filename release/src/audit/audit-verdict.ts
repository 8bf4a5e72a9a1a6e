/** An advisory about something that is installed. */
export interface Advisory {
  readonly package: string;
  readonly severity: string;
  readonly title: string;
  readonly url: string;
  /** Through which packages it comes, the first of them ours. */
  readonly paths: readonly string[];
}

/** What an audit found out: `unknown` where nobody answered, which is not the same as nothing found. */
export type AuditVerdict =
  | { readonly kind: "unknown"; readonly why: string }
  | {
      readonly kind: "audited";
      /** About what our users install. */
      readonly shipped: readonly Advisory[];
      /** About what only development needs. */
      readonly others: readonly Advisory[];
    };

interface Report {
  readonly advisories: Readonly<
    Record<
      string,
      {
        readonly module_name: string;
        readonly severity: string;
        readonly title: string;
        readonly url: string;
        readonly findings: readonly { readonly paths: readonly string[] }[];
      }
    >
  >;
}

/** What `pnpm audit --json` printed: of everything, and of what is installed without development. */
export interface Printed {
  readonly all: string;
  readonly production: string;
}

/** @param isShipped whether a path, as `apps__report-job>yaml`, begins at a package that is published. */
export function auditVerdict(printed: Printed, isShipped: (path: string) => boolean): AuditVerdict {
  const [all, production] = [parse(printed.all), parse(printed.production)];
  if (all === undefined) return { kind: "unknown", why: reasonOf(printed.all) };
  if (production === undefined) return { kind: "unknown", why: reasonOf(printed.production) };
  const shipped = advisoriesOf(production, isShipped).filter(({ paths }) => paths.length > 0);
  const others = advisoriesOf(all, () => true).filter(({ package: name, url }) =>
    shipped.every((each) => each.package !== name || each.url !== url),
  );
  return { kind: "audited", shipped, others };
}

function advisoriesOf({ advisories }: Report, isMeant: (path: string) => boolean): readonly Advisory[] {
  return Object.values(advisories).map(({ module_name, severity, title, url, findings }) => {
    const paths = findings.flatMap((finding) => finding.paths.filter(isMeant));
    return { package: module_name, severity, title, url, paths };
  });
}

function parse(printed: string): Report | undefined {
  try {
    const value: unknown = JSON.parse(printed);
    const isReport = typeof value === "object" && value !== null && "advisories" in value && "metadata" in value;
    return isReport ? (value as unknown as Report) : undefined;
  } catch {
    return undefined;
  }
}

/** Why there is no report, in one line. */
function reasonOf(printed: string): string {
  const status = /responded\s+with\s+(?:│\s+)?(\d{3})/.exec(printed)?.[1];
  if (status !== undefined) return `the registry answered the question with ${status}`;
  const text = printed
    .replace(/[│×╰─▶]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? "no answer came in time" : text.slice(0, 300);
}
