import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";

it("serves a bucket to whoever tries one, says where and with which keys, and leaves nothing behind", async () => {
  const args = [new URL("../serve.ts", import.meta.url).pathname, "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { endpoint, bucket, directory, accessKeyId, secretAccessKey } = JSON.parse(line);
    expect([accessKeyId, secretAccessKey]).toEqual(["S3RVER", "S3RVER"]);
    // Without a signature nobody is let in, but somebody answers.
    expect((await fetch(`${endpoint}/${bucket}/nothing`)).status).toBeGreaterThanOrEqual(400);
    await access(directory);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await expect(access(directory)).rejects.toThrow("ENOENT");
  } finally {
    child.kill("SIGKILL");
  }
});
