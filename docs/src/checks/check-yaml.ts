import { describeIssue } from "@attached-files/core";
import { parseAllDocuments } from "yaml";
import { configSchema } from "../../../apps/report-job/src/config/config-schema.ts";
import { parseConfig } from "../../../apps/report-job/src/config/parse-config.ts";

type Members = Readonly<Record<string, unknown>>;

const SETTINGS = Object.keys(configSchema.shape);

/** What YAML on a page may be, told by its members, and what has to be true of it. The first that fits is it. */
const KINDS: readonly {
  readonly name: string;
  readonly isMeant: (value: Members) => boolean;
  readonly problems: (value: Members) => readonly string[];
}[] = [
  {
    name: "a configuration",
    isMeant: (value) => Object.keys(value).some((key) => SETTINGS.includes(key) || key === "quota"),
    problems: configurationProblems,
  },
  {
    name: "a workflow of GitHub",
    isMeant: (value) => "jobs" in value && "on" in value,
    problems: ({ jobs }) => Object.entries(jobs as Members).flatMap(([name, job]) => jobProblems(name, job as Members)),
  },
  {
    name: "an object of Kubernetes",
    isMeant: (value) => "apiVersion" in value && "kind" in value,
    problems: ({ metadata }) => ((metadata as Members | undefined)?.name === undefined ? ["no metadata.name"] : []),
  },
  { name: "a template of CloudFormation", isMeant: (value) => "Resources" in value, problems: () => [] },
  { name: "a file of Compose", isMeant: (value) => "services" in value, problems: () => [] },
];

/** What is wrong about a block of YAML: our own parser's word where it is a configuration or a section of one. */
export function checkYaml(code: string): readonly string[] {
  const documents = parseAllDocuments(code, { merge: true, logLevel: "error" });
  if (!Array.isArray(documents)) return ["it is empty"];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) return document.errors.map(({ message }) => message);
    const value: unknown = document.toJS();
    if (Array.isArray(value)) return value.flatMap(stepProblems);
    if (typeof value !== "object" || value === null) return ["it has no members"];
    const kind = KINDS.find((each) => each.isMeant(value as Members));
    const names = KINDS.map(({ name }) => name).join(", ");
    if (kind === undefined) return [`it is none of ${names}: it has ${Object.keys(value).join(", ")}`];
    return kind.problems(value as Members).map((problem) => `${kind.name}: ${problem}`);
  });
}

/** A list is one of steps, to be put into a workflow of GitHub. */
function stepProblems(step: unknown, at: number): readonly string[] {
  const { run, uses } = (step ?? {}) as Members;
  return typeof run === "string" || typeof uses === "string" ? [] : [`a list of steps: number ${at + 1} runs nothing`];
}

/** A section stands for a whole configuration with it; `quota` is a section of a scope. */
function configurationProblems({ quota, ...value }: Members): readonly string[] {
  const scopes = [{ name: "main", ...(quota === undefined ? {} : { quota }) }];
  const parsed = parseConfig({ scopes, ...value });
  return parsed.ok ? [] : parsed.issues.map(describeIssue);
}

function jobProblems(name: string, { steps, uses }: Members): readonly string[] {
  return Array.isArray(steps) || uses !== undefined ? [] : [`job ${name} has no steps`];
}
