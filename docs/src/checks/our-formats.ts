import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createFakeConnect, type FakeConnectOptions } from "@attached-files/adapters/fake";
import { Ajv2020 } from "ajv/dist/2020.js";
import { planSchema } from "../../../apps/report-job/src/planning/plan-schema.ts";
import { ROOT } from "../repository.ts";

type Members = Readonly<Record<string, unknown>>;

/** Forms of JSON that are ours, told by their members, and what is wrong about one. */
export const OUR_FORMATS: readonly {
  readonly name: string;
  readonly isMeant: (value: Members) => boolean;
  readonly problems: (value: unknown) => readonly string[];
}[] = [
  { name: "a plan", isMeant: has("plannedAt"), problems: planProblems },
  { name: "a manifest", isMeant: has("reportSchemaVersion"), problems: bySchema("manifest.v1") },
  { name: "a pointer", isMeant: has("prefix", "manifest"), problems: bySchema("pointer.v1") },
  { name: "a report", isMeant: has("whyNotComplete"), problems: bySchema("report.v1") },
  { name: "keys of the fake", isMeant: has("accessKeyId"), problems: (value) => fakeProblems("credentials", value) },
  {
    name: "faults of the fake",
    isMeant: (value) => ["error", "storm", "latencyMs", "reset", "body", "answer"].some((member) => member in value),
    problems: (value) => fakeProblems("faults", value),
  },
  { name: "a policy of IAM", isMeant: has("Version", "Statement"), problems: iamProblems },
];

function has(...members: readonly string[]): (value: Members) => boolean {
  return (value) => members.every((member) => member in value);
}

function planProblems(value: unknown): readonly string[] {
  const parsed = planSchema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function bySchema(name: string): (value: unknown) => readonly string[] {
  return (value) => {
    const schema = JSON.parse(readFileSync(join(ROOT, `apps/report-job/schemas/${name}.schema.json`), "utf8"));
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(schema);
    return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

/** What the fake says against options that it takes a list of. */
function fakeProblems(option: "credentials" | "faults", value: unknown): readonly string[] {
  try {
    createFakeConnect({ [option]: Array.isArray(value) ? value : [value] } as unknown as FakeConnectOptions);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function iamProblems(value: unknown): readonly string[] {
  const { Version, Statement } = value as { Version: unknown; Statement: unknown };
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly Members[];
  const wrong = statements.filter(
    (each) => !("Effect" in each && "Action" in each && ("Resource" in each || "Principal" in each)),
  );
  return [
    ...(Version === "2012-10-17" ? [] : [`Version is ${Version}`]),
    ...wrong.map((each) => `a statement without Effect, Action or Resource: ${JSON.stringify(each)}`),
  ];
}
