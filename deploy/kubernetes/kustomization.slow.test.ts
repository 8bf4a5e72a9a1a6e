import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { manifestProblems } from "./manifest-problems.ts";

const run = promisify(execFile);
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
