import type { SourceErrorCode } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { Circuit } from "./circuit.ts";

function fail(circuit: Circuit, times: number, code: SourceErrorCode = "SourceUnreachable"): void {
  for (let time = 0; time < times; time += 1) circuit.failed(code, `case ${time}`, circuit.begin());
}

/** Milliseconds before each probe, until the source is given up. */
function probes(circuit: Circuit): number[] {
  const delays: number[] = [];
  while (circuit.givenUp === undefined) {
    delays.push(circuit.probeDelayMs);
    fail(circuit, 1);
  }
  return delays;
}

describe("the circuit", () => {
  it("opens after five failures in a row, not before", () => {
    const circuit = new Circuit(12);
    for (let row = 0; row < 10; row += 1) {
      fail(circuit, 4, row % 2 === 0 ? "InternalServiceException" : "ThrottlingException");
      circuit.answered();
    }
    fail(circuit, 4);
    expect(circuit.isOpen).toBe(false);
    fail(circuit, 1);
    expect(circuit.isOpen).toBe(true);
    circuit.answered();
    expect(circuit.isOpen).toBe(false);
  });

  it("probes ever more seldom, and gives up within minutes by default", () => {
    const circuit = new Circuit(12);
    circuit.answered();
    fail(circuit, 5);
    expect(probes(circuit)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(circuit.givenUp).toEqual({ code: "SourceUnreachable", reason: "gave up after 12 calls in a row failed" });
  });

  it("begins its probes anew in another trouble", () => {
    const circuit = new Circuit(12);
    fail(circuit, 8);
    circuit.answered();
    fail(circuit, 5);
    expect(circuit.probeDelayMs).toBe(2000);
  });

  it("does not count those that were under way when it opened", () => {
    const circuit = new Circuit(12);
    const underWay = Array.from({ length: 100 }, () => circuit.begin());
    for (const begun of underWay) circuit.failed("SourceTimeout", "a case", begun);
    expect(circuit.givenUp).toBeUndefined();
    expect(circuit.probeDelayMs).toBe(2000);
  });

  it("gives up at once without credentials, unless there were some before", () => {
    const [never, before] = [new Circuit(12), new Circuit(12)];
    before.answered();
    for (const circuit of [never, before]) fail(circuit, 1, "CredentialsUnavailable");
    expect(never.givenUp).toEqual({ code: "CredentialsUnavailable", reason: "gave up without credentials" });
    expect(before.givenUp).toBeUndefined();
    fail(before, 11, "CredentialsUnavailable");
    expect(before.givenUp?.code).toBe("CredentialsUnavailable");
  });

  it("gives up where three resources are denied and none is answered", () => {
    const circuit = new Circuit(12);
    for (let again = 0; again < 9; again += 1) circuit.failed("AccessDeniedException", "the same", 0);
    circuit.failed("AccessDeniedException", "another", 0);
    expect(circuit.givenUp).toBeUndefined();
    circuit.failed("AccessDeniedException", "a third", 0);
    expect(circuit.givenUp?.reason).toBe("gave up after all of 3 resources were denied");
  });

  it("takes denials for the resources' own trouble where others are answered, up to a hundred in a row", () => {
    const circuit = new Circuit(12);
    circuit.answered();
    fail(circuit, 99, "AccessDeniedException");
    expect(circuit.givenUp).toBeUndefined();
    circuit.answered();
    fail(circuit, 99, "AccessDeniedException");
    expect([circuit.isOpen, circuit.givenUp]).toEqual([false, undefined]);
    fail(circuit, 1, "AccessDeniedException");
    expect(circuit.givenUp?.reason).toBe("gave up after 100 calls were denied");
  });

  it("gives up before it opens where it is told to", () => {
    const circuit = new Circuit(2);
    fail(circuit, 2);
    expect([circuit.isOpen, circuit.givenUp?.reason]).toEqual([false, "gave up after 2 calls in a row failed"]);
    const atOnce = new Circuit(1);
    fail(atOnce, 1);
    expect(atOnce.givenUp?.reason).toBe("gave up after a call failed");
  });
});
