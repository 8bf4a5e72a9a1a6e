import { expect, it } from "vitest";
import { runVerifier } from "./run-verifier.ts";

it("tells what the verifier printed when it gives no results", async () => {
  const task = { provider: "a-provider", pactPath: "/nowhere/pact.json", states: [], baseUrl: "http://127.0.0.1:1" };
  await expect(runVerifier(task, async () => undefined)).rejects.toThrow(
    /gave no results: .*does not exist[\s\S]*ERROR/,
  );
});
