import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { parseConfig } from "../../apps/report-job/src/config/parse-config.ts";
import { EXIT_CODE } from "../../apps/report-job/src/exit-code.ts";
import { acceptedCommand } from "../accepted-command.ts";
import { imageSettings } from "../oci/dockerfile.ts";
import { manifestProblems } from "./manifest-problems.ts";

const HERE = new URL("./", import.meta.url);
const KUSTOMIZATION = parse(await readFile(new URL("kustomization.yaml", HERE), "utf8"));
const FILES: readonly string[] = KUSTOMIZATION.resources;
const [{ name: CONFIG_MAP, files: CONFIGURATIONS }] = KUSTOMIZATION.configMapGenerator;

// biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written, and held against schemas.
type Manifest = any;

async function manifestsOf(file: string): Promise<Manifest[]> {
  const documents = parseAllDocuments(await readFile(new URL(file, HERE), "utf8"));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  return documents.map((document) => document.toJS());
}

const [cronJob] = await manifestsOf("cron-job.yaml");
const job = cronJob.spec.jobTemplate.spec;
const pod = job.template.spec;
const [container] = pod.containers;

describe("the manifests", () => {
  it.each(FILES)("of %s are such as Kubernetes takes, strictly", async (file) => {
    const manifests = await manifestsOf(file);
    expect(manifests.length).toBeGreaterThan(0);
    expect(manifests.flatMap(manifestProblems)).toEqual([]);
  });

  it.each([
    ["concurrencyPolicy: Forbid", "concurrencyPolicy: Never", /concurrencyPolicy/],
    ["backoffLimit: 2", "backoffLimit: two", /backoffLimit/],
    ["      backoffLimit: 2", "      retries: 2", /unknown member \/spec\/jobTemplate\/spec\/retries/],
    ["readOnlyRootFilesystem", "readonlyRootFilesystem", /unknown member .*\/securityContext\/readonlyRootFilesystem/],
    ["  schedule:", "  cron:", /schedule/],
    ["apiVersion: batch/v1", "apiVersion: batch/v2", /unknown kind batch\/v2 CronJob/],
  ])("with %j as %j are told to be wrong", async (from, to, problem) => {
    const text = await readFile(new URL("cron-job.yaml", HERE), "utf8");
    expect(text).toContain(from);
    expect(manifestProblems(parse(text.replace(from, to))).join("\n")).toMatch(problem);
  });

  it("are all in the kustomization, which sets the image that the job names", async () => {
    const there = (await readdir(HERE)).filter((file) => file.endsWith(".yaml"));
    expect(there.sort()).toEqual([...FILES, ...CONFIGURATIONS, "kustomization.yaml"].sort());
    expect(KUSTOMIZATION.images).toMatchObject([{ name: container.image }]);
  });

  it("name one another", async () => {
    const all = (await Promise.all(FILES.map(manifestsOf))).flat();
    const names = (kind: string): string[] =>
      all.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);
    expect(names("ServiceAccount")).toContain(pod.serviceAccountName);
    const volumes: Manifest[] = pod.volumes;
    expect([CONFIG_MAP]).toEqual(volumes.flatMap(({ configMap }) => configMap?.name ?? []));
    const claims = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    expect(names("PersistentVolumeClaim").sort()).toEqual(claims.sort());
  });
});

describe("the pod to look with", () => {
  it("is one that Kubernetes takes, and has and may what the job has and may", async () => {
    const page = await readFile(new URL("../../docs/deploy/kubernetes.md", HERE), "utf8");
    const [, text = ""] = /^```yaml\n(apiVersion: v1\nkind: Pod\n[\s\S]*?)^```$/m.exec(page) ?? [];
    const look = parse(text);
    expect(manifestProblems(look)).toEqual([]);
    const { activeDeadlineSeconds, containers, ...others } = look.spec;
    const { containers: _, terminationGracePeriodSeconds: __, ...ofTheJob } = pod;
    expect(others).toEqual(ofTheJob);
    const { image, command, ...same } = containers[0];
    expect(command).toEqual(["sleep", String(activeDeadlineSeconds)]);
    const { newName, newTag } = KUSTOMIZATION.images[0];
    expect(image).toBe(`${newName}:${newTag}`);
    const { args, env, image: ofKustomization, ...ofTheContainer } = container;
    expect(same).toEqual(ofTheContainer);
    expect(manifestProblems({ ...look, spec: { ...look.spec, volume: [] } })).toEqual(["unknown member /spec/volume"]);
  });
});

describe("the job of Kubernetes", () => {
  it("has a limit of what it may write that its page tells to raise where the volumes are in it", async () => {
    const page = await readFile(new URL("../../docs/deploy/kubernetes.md", HERE), "utf8");
    const limit = container.resources.limits["ephemeral-storage"];
    const { sizeLimit } = pod.volumes.find(({ name }: { name: string }) => name === "tmp").emptyDir;
    expect(page.replaceAll("\n", " ")).toContain(`limits.ephemeral-storage\` of ${limit}`);
    expect(page).toContain(`${sizeLimit} for \`/tmp\``);
  });

  it("finds a configuration that is one, under the name that it looks for", async () => {
    expect(CONFIGURATIONS).toEqual(["attached-files.yaml"]);
    const parsed = parseConfig(parse(await readFile(new URL("attached-files.yaml", HERE), "utf8")));
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
  });

  it("gives arguments that the command takes, and ends in time before Kubernetes ends it", async () => {
    const { name, options } = await acceptedCommand(container.args);
    expect([name, options.slot]).toEqual(["run", "$(JOB_NAME)"]);
    const boxSeconds = (options.timeBox as number) / 1000;
    expect(boxSeconds).toBeGreaterThanOrEqual(3600);
    expect(job.activeDeadlineSeconds).toBeGreaterThanOrEqual(boxSeconds + 1800);
    // What begins late has ended by the next morning.
    expect(cronJob.spec.startingDeadlineSeconds + job.activeDeadlineSeconds).toBeLessThan(86_400);
  });

  it("is one at a time, and tries again only what trying mends", () => {
    expect(cronJob.spec.concurrencyPolicy).toBe("Forbid");
    const [moved, lost, ...others] = job.podFailurePolicy.rules;
    expect(others).toEqual([]);
    // The first rule that fits counts: a pod that is moved ends with 3.
    expect(moved).toMatchObject({ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] });
    expect(lost).toMatchObject({ action: "FailJob", onExitCodes: { containerName: container.name, operator: "In" } });
    const { usage, partial, thresholdCrossed } = EXIT_CODE;
    expect(lost.onExitCodes.values).toEqual([usage, partial, thresholdCrossed]);
    expect(pod.restartPolicy).toBe("Never");
  });

  it("may do nothing that it need not, and passes the restricted standard for pods", () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(container.resources).toMatchObject({
      requests: { memory: expect.any(String) },
      limits: { memory: "1536Mi" },
    });
  });

  it("mounts what the image keeps and reads, as the image's user", async () => {
    const { user, volumes, workingFolder } = await imageSettings();
    const { runAsUser, runAsGroup, fsGroup } = pod.securityContext;
    expect([`${runAsUser}:${runAsGroup}`, `${fsGroup}:${fsGroup}`]).toEqual([user, user]);
    const paths = (container.volumeMounts as Manifest[]).map(({ mountPath }) => mountPath);
    expect(paths.sort()).toEqual([...volumes, workingFolder].sort());
    const named = (container.volumeMounts as Manifest[]).map(({ name }) => name);
    expect(named.sort()).toEqual((pod.volumes as Manifest[]).map(({ name }) => name).sort());
  });
});
