import { expect, it } from "vitest";
import { isAnsweredByAws } from "./asks-aws.ts";
import { regionFinding } from "./region-finding.ts";

const FAKE = "http://127.0.0.1:4010";

it.each([true, false])(
  "a slip in a Region is told with the one that is meant, whoever answers (searched: %s)",
  (isSearched) => {
    const overAFake = regionFinding("main", "eu-centrall-1", isSearched, false);
    expect(overAFake).toMatchObject({ result: "unknown", text: expect.stringContaining("did you mean eu-central-1?") });
    expect(overAFake.next).toContain("Correct 'region' of the scope to eu-central-1");
    expect(overAFake.next).not.toContain("it has by now");
    expect(regionFinding("main", "eu-centrall-1", isSearched, true).next).toContain("it has by now");
  },
);

it("a Region that is near none is to be looked at, where what answers is not AWS", () => {
  const { next } = regionFinding("main", "xx-nowhere-north-12", true, false);
  expect(next).toContain("Look whether 'region' of the scope is that of your instance: what is called instead of AWS");
});

it.each([
  [{ endpoint: undefined }, {}, true],
  [{ endpoint: "https://vpce-1.connect.eu-central-1.vpce.amazonaws.com" }, {}, true],
  [{ endpoint: FAKE }, {}, false],
  [{ endpoint: undefined }, { AWS_ENDPOINT_URL: FAKE }, false],
  [{ endpoint: undefined }, { AWS_ENDPOINT_URL_CONNECTCASES: FAKE }, false],
  [{ endpoint: undefined }, { AWS_ENDPOINT_URL_STS: FAKE }, true],
])("%j with %j is answered by AWS: %s", (scope, environment, expected) => {
  expect(isAnsweredByAws(scope, environment)).toBe(expected);
});
