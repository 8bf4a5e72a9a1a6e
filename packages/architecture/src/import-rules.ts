import type { IForbiddenRuleType } from "dependency-cruiser";

const TESTS = "\\.(test|test-support|slow\\.test)\\.tsx?$|^[^/]+/[^/]+/(contracts|bench|slow)/|/src/testing/";
const AWS_SDK = "(^|/)node_modules/(\\.pnpm/)?(@aws-sdk|@smithy|aws-sdk)[/+]|^(@aws-sdk|@smithy)/";

/** Who may import what. Paths are relative to the repository; `comment` is the reason that a person is shown. */
export const IMPORT_RULES: readonly IForbiddenRuleType[] = [
  {
    name: "core-imports-nothing",
    comment: "core is pure: no I/O, environment, clock or SDK, and nothing to install beside it.",
    severity: "error",
    from: { path: "^packages/core/src/", pathNot: TESTS },
    to: { pathNot: "^packages/core/src/" },
  },
  {
    name: "adapters-import-core-by-name",
    comment: "adapters know core's public face only, as every other user does.",
    severity: "error",
    from: { path: "^packages/adapters/src/" },
    to: { path: "^packages/core/src/(?!index\\.ts$)" },
  },
  {
    name: "adapters-know-no-app",
    comment: "packages that others install never need the job.",
    severity: "error",
    from: { path: "^packages/" },
    to: { path: "^apps/" },
  },
  {
    name: "nobody-knows-where-it-is-deployed",
    comment: "what is deployed knows the job; the job knows neither the ways nor the tools to deploy it.",
    severity: "error",
    from: { path: "^(packages|apps)/" },
    to: {
      path: "^deploy/|(^|/)node_modules/(\\.pnpm/)?(aws-cdk-lib|constructs|cdk-nag)[/@+]|^(aws-cdk-lib|constructs)(/|$)",
    },
  },
  {
    name: "sdk-only-at-the-boundary",
    comment: "AWS SDK types stop at the adapters that talk to AWS; nobody else loads the SDK.",
    severity: "error",
    from: {
      path: "^(packages|apps)/[^/]+/src/",
      pathNot: `^packages/adapters/src/(connect|cases|s3|notify|probe|aws-client)/|^apps/report-job/src/publish/|${TESTS}`,
    },
    to: { path: AWS_SDK },
  },
  {
    name: "fake-loads-no-sdk",
    comment: "the fake serves people who use another SDK, or none.",
    severity: "error",
    from: { path: "^packages/adapters/src/fake/", pathNot: TESTS },
    to: { path: `^packages/adapters/src/(connect|cases|s3|notify|probe|aws-client)/|${AWS_SDK}`, reachable: true },
  },
  {
    name: "discovery-knows-nobody-it-leads",
    comment: "a discovery is led alike over AWS and over the fake, and so depends on neither.",
    severity: "error",
    from: { path: "^packages/adapters/src/discovery/", pathNot: TESTS },
    to: { path: `^packages/adapters/src/(?!discovery/)|${AWS_SDK}` },
  },
  {
    name: "configuration-knows-nobody-it-asks",
    comment: "configurations are asked for alike over AWS and over the fake, which therefore both are unknown to it.",
    severity: "error",
    from: { path: "^packages/adapters/src/configuration/", pathNot: TESTS },
    to: { path: `^packages/adapters/src/(?!(configuration|discovery)/)|${AWS_SDK}` },
  },
  {
    name: "sources-know-no-fake",
    comment: "a real source never falls back to a fake one.",
    severity: "error",
    from: { path: "^packages/adapters/src/(connect|cases|s3|notify|probe|aws-client)/", pathNot: TESTS },
    to: { path: "^packages/adapters/src/(fake|testing)/" },
  },
  {
    name: "testing-imports-core-and-fake",
    comment: "the shared suite judges every source alike, and so knows none but the fake that it arranges.",
    severity: "error",
    from: { path: "^packages/adapters/src/testing/", pathNot: "\\.test\\.ts$" },
    to: { path: "^packages/adapters/src/(?!testing/|fake/)" },
  },
  {
    name: "app-imports-packages-by-name",
    comment: "the job uses the packages as their other users do.",
    severity: "error",
    from: { path: "^apps/" },
    to: {
      path: "^packages/(core/src/(?!index\\.ts$)|adapters/src/(?!(connect|cases|s3|fake|notify|probe|testing)/index\\.ts$))",
    },
  },
  {
    name: "only-compose-picks-adapters",
    comment: "compose.ts and its sisters decide what stands behind the ports.",
    severity: "error",
    from: { path: "^apps/report-job/src/", pathNot: `^apps/report-job/src/compose[a-z-]*\\.ts$|${TESTS}` },
    to: { path: "^packages/adapters/|(^|/)node_modules/@attached-files/adapters|^@attached-files/adapters" },
  },
  {
    name: "only-main-starts-the-command-line",
    comment:
      "a job runs alike whoever starts it: a command, a schedule, Lambda; none of its rooms knows flags or help.",
    severity: "error",
    from: {
      path: "^apps/report-job/src/",
      pathNot: `^apps/report-job/src/(cli/|(main|command-process)\\.ts$)|${TESTS}`,
    },
    to: { path: "^apps/report-job/src/cli/" },
  },
  {
    name: "telemetry-in-its-room",
    comment: "a run that nobody watches loads nothing of OpenTelemetry, so that one room decides when to.",
    severity: "error",
    from: { path: "^(packages|apps)/[^/]+/src/", pathNot: `^apps/report-job/src/observe/telemetry/|${TESTS}` },
    to: { path: "(^|/)node_modules/(\\.pnpm/)?@opentelemetry[/+]|^@opentelemetry/" },
  },
  {
    name: "tests-stay-out-of-production",
    comment: "no test hook in production code.",
    severity: "error",
    from: { path: "^(packages|apps)/[^/]+/src/", pathNot: `${TESTS}|^packages/architecture/` },
    to: {
      path: `\\.test(-support)?\\.tsx?$|^apps/[^/]+/src/testing/|(^|/)node_modules/(\\.pnpm/)?(vitest|fast-check|@pact-foundation)[/@+]`,
    },
  },
  {
    name: "no-cycles",
    comment: "two files that need each other are one file, or three.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
];
