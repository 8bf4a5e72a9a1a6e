import { expect, it } from "vitest";
import { shares } from "./cpu-profile.ts";

const frame = (functionName: string, url: string) => ({ functionName, url });

it("counts time to whoever's it is, what is native to its caller, and none outside of the window", () => {
  const nodes = [
    { id: 1, callFrame: frame("(root)", ""), children: [2, 3, 5] },
    { id: 2, callFrame: frame("call", "file:///x/packages/adapters/dist/connect.js"), children: [4] },
    { id: 3, callFrame: frame("(garbage collector)", "") },
    { id: 4, callFrame: frame("parse", "") },
    { id: 5, callFrame: frame("createHmac", "node:internal/crypto/hash") },
  ];
  const { names, parts } = shares({ nodes, samples: [2, 4, 3, 5, 5], timeDeltas: [1e6, 1e6, 1e6, 1e6, 6e6] }, [0, 5]);
  const told = Object.fromEntries(names.map((name, index) => [name, parts[index]]));
  expect(told).toMatchObject({
    "our adapters and core": 0.5,
    garbage: 0.25,
    "Node: hashes and HMAC": 0.25,
    waiting: 0,
  });
});
