/** The job on Fargate: no limit of time, and an image of yours. */
export interface FargateSettings {
  readonly kind: "fargate";
  /** A repository of ECR in this account and Region. */
  readonly repository: string;
  readonly tag: string;
  /** Of the image, as of all native code in it. */
  readonly architecture: "x64" | "arm64";
  /** As the command's `--time-box` takes it. */
  readonly timeBox: string;
  /** Subnets from which AWS is reached; without them a network with public ones is made. */
  readonly network?: { readonly vpcId: string; readonly subnetIds: readonly string[]; readonly isPublic: boolean };
}

/** The job in a function: 15 minutes at most. */
export interface LambdaSettings {
  readonly kind: "lambda";
  /** A zip file as `deploy/lambda/make-zip.mjs` makes it, or a folder of the same. */
  readonly code: string;
  /** What the zip was made for. */
  readonly architecture: "x64" | "arm64";
}

/** What an account needs to be told beyond the job's own configuration. */
export interface Settings {
  /** The job's configuration file. */
  readonly configuration: string;
  readonly compute: FargateSettings | LambdaSettings;
  /** An expression of EventBridge Scheduler, and where its hours are those of the clock. */
  readonly schedule: string;
  readonly timeZone: string;
  /** After so many hours without the end of a run, somebody is told. */
  readonly silentHours: number;
  /** Who is told by e-mail. */
  readonly email?: string;
}

const NAMES: readonly string[] = [
  ...["configuration", "compute", "schedule", "timeZone", "silentHours", "email"],
  ...["architecture", "repository", "tag", "timeBox", "vpcId", "subnetIds", "publicSubnets"],
  "lambdaCode",
];

/**
 * Settings from the context (`cdk.json`, or `--context NAME=VALUE`).
 *
 * @throws {Error} with every problem at once.
 */
export function settingsOf(context: Readonly<Record<string, unknown>>): Settings {
  const problems: string[] = [];
  const given = (name: string): string | undefined => {
    const value = context[name];
    return value === undefined || value === "" ? undefined : String(value);
  };
  const text = (name: string, pattern: RegExp, expected: string, otherwise?: string): string => {
    const value = given(name) ?? otherwise;
    if (value !== undefined && pattern.test(value)) return value;
    problems.push(`${name}: expected ${expected}, received ${JSON.stringify(value) ?? "nothing"}`);
    return "";
  };
  for (const name of Object.keys(context)) {
    // The CDK has names of its own, all with a colon or a slash.
    if (!NAMES.includes(name) && !/[:/]/.test(name))
      problems.push(`${name}: no such setting; there are ${NAMES.join(", ")}`);
  }
  const kind = text("compute", /^(fargate|lambda)$/, "fargate or lambda");
  const email = given("email");
  const ARCHITECTURE = [/^(x64|arm64)$/, "x64 or arm64"] as const;
  const settings: Settings = {
    configuration: text("configuration", /\S/, "the path of a configuration file"),
    compute:
      kind === "lambda"
        ? {
            kind,
            code: text("lambdaCode", /\S/, "the path of a zip file, or of a folder that holds index.mjs"),
            // Each as those who make it do by default.
            architecture: text("architecture", ...ARCHITECTURE, "arm64") as "x64",
          }
        : {
            kind: "fargate",
            repository: text("repository", /^[a-z0-9][a-z0-9._/-]*$/, "the name of a repository of ECR"),
            tag: text("tag", /^(\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/, "a tag or a digest of the image"),
            architecture: text("architecture", ...ARCHITECTURE, "x64") as "x64",
            timeBox: text("timeBox", /^[1-9]\d*[smh]$/, "a time as 5h or 50m", "5h"),
            ...networkOf(given, problems),
          },
    schedule: text("schedule", /^(cron|rate|at)\(.+\)$/, "an expression as cron(0 6 * * ? *) or rate(1 day)"),
    timeZone: text("timeZone", /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, "the name of a time zone", "UTC"),
    // A day, a run of some hours that was shorter the day before, and an hour to spare.
    silentHours: Number(text("silentHours", /^([1-9]|[1-9]\d|1[0-5]\d|16[0-8])$/, "1 to 168 hours", "30")),
    ...(email === undefined ? {} : { email: text("email", /^[^\s@]+@[^\s@]+$/, "an e-mail address") }),
  };
  if (problems.length > 0) throw new Error(["The context does not do:", ...problems].join("\n  "));
  return settings;
}

function networkOf(given: (name: string) => string | undefined, problems: string[]): Pick<FargateSettings, "network"> {
  const vpcId = given("vpcId");
  const subnets = given("subnetIds");
  if (vpcId === undefined && subnets === undefined) return {};
  const subnetIds = (subnets ?? "").split(",").filter((id) => id !== "");
  if (
    !/^vpc-[0-9a-f]+$/.test(vpcId ?? "") ||
    subnetIds.length === 0 ||
    subnetIds.some((id) => !/^subnet-[0-9a-f]+$/.test(id))
  ) {
    problems.push(
      `vpcId and subnetIds: expected vpc-… and subnet-…,subnet-…, received ${JSON.stringify(vpcId) ?? "nothing"} and ${JSON.stringify(subnets) ?? "nothing"}`,
    );
  }
  return { network: { vpcId: vpcId ?? "", subnetIds, isPublic: given("publicSubnets") === "true" } };
}
