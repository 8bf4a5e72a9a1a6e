import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { committedPact, PAIRS } from "../pact-file.ts";
import { runVerifier } from "./run-verifier.ts";

const TASK = { provider: PAIRS[1].provider, states: [], pactPath: fileURLToPath(committedPact(PAIRS[1])) };

it("tells what the verifier printed when it gives no results", async () => {
  const task = { ...TASK, pactPath: "/nowhere/pact.json", baseUrl: "http://127.0.0.1:1" };
  await expect(runVerifier(task, async () => undefined)).rejects.toThrow(
    /gave no results: .*does not exist[\s\S]*ERROR/,
  );
});

it("prints nothing of a broken contract, and lets its process end", async () => {
  const server = createServer((_request, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const task = { ...TASK, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const script = `
    const { runVerifier } = await import(${JSON.stringify(new URL("./run-verifier.ts", import.meta.url))});
    console.log((await runVerifier(${JSON.stringify(task)}, async () => undefined)).result);`;
  const options = { timeout: 50_000, env: { ...process.env, NODE_OPTIONS: "" } };
  const printed = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], options);
  server.closeAllConnections();
  server.close();
  expect(printed).toEqual({ stdout: "false\n", stderr: "" });
});
