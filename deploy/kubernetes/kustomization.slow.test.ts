import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { parseConfig } from "../../apps/report-job/src/config/parse-config.ts";
import { manifestProblems } from "./manifest-problems.ts";

const run = promisify(execFile);
const WITH_BUCKET = resolve(import.meta.dirname, "../kubernetes-with-bucket");
const hasKubectl = await run("kubectl", ["version", "--client"]).then(
  () => true,
  () => false,
);

it.skipIf(!hasKubectl)("what kubectl makes of the kustomization is such as Kubernetes takes, strictly", async () => {
  const { stdout } = await run("kubectl", ["kustomize", import.meta.dirname]);
  const manifests = parseAllDocuments(stdout).map((document) => document.toJS());
  expect(manifests.map(({ kind }) => kind).sort()).toEqual(
    ["ConfigMap", "CronJob", "PersistentVolumeClaim", "PersistentVolumeClaim", "ServiceAccount"].sort(),
  );
  expect(manifests.flatMap(manifestProblems)).toEqual([]);
  const cronJob = manifests.find(({ kind }) => kind === "CronJob");
  const { containers, volumes } = cronJob.spec.jobTemplate.spec.template.spec;
  expect(containers[0].image).toMatch(/^[^/]+\/attached-files:1$/);
  expect(volumes).toContainEqual({ name: "config", configMap: { name: "attached-files" } });
  expect(new Set(manifests.map(({ metadata }) => metadata.namespace))).toEqual(new Set(["attached-files"]));
});

it.skipIf(!hasKubectl)("with a bucket there is no claim, and what has to stay is in the bucket", async () => {
  const { stdout } = await run("kubectl", ["kustomize", WITH_BUCKET]);
  const manifests = parseAllDocuments(stdout).map((document) => document.toJS());
  expect(manifests.map(({ kind }) => kind).sort()).toEqual(["ConfigMap", "CronJob", "ServiceAccount"]);
  expect(manifests.flatMap(manifestProblems)).toEqual([]);
  const [{ metadata, data }] = manifests.filter(({ kind }) => kind === "ConfigMap");
  expect(metadata.name).toBe("attached-files");
  const parsed = parseConfig(parse(data["attached-files.yaml"]));
  expect(parsed).toMatchObject({ ok: true, value: { state: { s3: {} }, publish: { s3: {} } } });
  const { containers, volumes } = manifests.find(({ kind }) => kind === "CronJob").spec.jobTemplate.spec.template.spec;
  expect(volumes).toEqual([
    { name: "state", emptyDir: {} },
    { name: "reports", emptyDir: {} },
    { name: "config", configMap: { name: "attached-files" } },
    { name: "tmp", emptyDir: { sizeLimit: "512Mi" } },
  ]);
  expect(containers[0].resources.limits).toEqual({ memory: "1536Mi", "ephemeral-storage": "4Gi" });
});
