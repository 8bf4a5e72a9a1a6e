import { checkInteraction, type HttpInteraction, type OperationModel, SERVICE_MODELS } from "@attached-files/pacts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeConnect } from "../../src/fake/index.ts";
import { OPERATIONS } from "../../src/fake/operations/index.ts";
import { membersIn, membersOf } from "./member-coverage.ts";
import { recordingProxy } from "./recording-proxy.ts";
import { leadOfficialSdkThrough } from "./tour.ts";

const MODELS = { connect: SERVICE_MODELS["amazon-connect"], cases: SERVICE_MODELS["amazon-connect-cases"] };

/** Members of the model that the fake has no occasion to answer, each with its reason. */
const NEVER_ANSWERED: Readonly<Record<string, string>> = {
  "SlaConfiguration.completionTime": "no case is ever closed, so no SLA is met",
};

interface Served {
  readonly model: OperationModel;
  readonly interactions: readonly HttpInteraction[];
}

let downloaded: string;
const served = new Map<string, Served>();

beforeAll(async () => {
  const fake = createFakeConnect({ scanner: { takesMs: 0 } });
  const { instanceId, domainId } = fake.contactCentre({ instanceId: "i-1" });
  fake.contactCentre({ instanceId: "i-2" });
  const server = await fake.listen();
  const proxy = await recordingProxy(server.url);
  downloaded = await leadOfficialSdkThrough({ endpoint: proxy.url, instanceId, domainId }).finally(async () => {
    await proxy.close();
    await server.close();
  });
  for (const operation of OPERATIONS) {
    const model = MODELS[operation.service]?.operations.find(({ name }) => name === operation.name);
    if (model === undefined) throw new Error(`the model has no operation ${operation.name}`);
    const pattern = new RegExp(`^${model.route.replace(/\{\w+\}/g, "[^/]+")}$`);
    const interactions = proxy.seen.filter(
      ({ request }) => request.method === model.method && pattern.test(request.path),
    );
    served.set(operation.name, { model, interactions });
  }
});
afterAll(() => served.clear());

function servedBy(name: string): Served {
  const found = served.get(name);
  if (found === undefined) throw new Error(`${name} is not served`);
  return found;
}

describe("the official SDK's tour of the fake", () => {
  it("brings back the bytes that it took along", () => {
    expect(downloaded).toBe("abc");
  });

  it.each(OPERATIONS)("$name is reached by the model's method and route", ({ name, method, route }) => {
    const { model, interactions } = servedBy(name);
    expect([method, route]).toEqual([model.method, model.route]);
    expect(interactions.length).toBeGreaterThan(0);
    expect(interactions.map(({ response }) => response.status)).toEqual(interactions.map(() => model.status));
  });

  it.each(OPERATIONS)(
    "$name answers as its model says: nothing missing that is required, nothing invented",
    (operation) => {
      const model = MODELS[operation.service];
      if (model === undefined) throw new Error("no such service");
      const troubles = servedBy(operation.name).interactions.flatMap((interaction) =>
        checkInteraction(model, interaction),
      );
      expect(troubles).toEqual([]);
    },
  );

  it.each(OPERATIONS)("$name answers every member of its model", ({ name }) => {
    const { model, interactions } = servedBy(name);
    const answered = new Set<string>();
    for (const { response } of interactions) membersIn(model.output, response.body?.content, answered);
    const missing = [...membersOf(model.output)].filter(
      (member) => !answered.has(member) && !(member in NEVER_ANSWERED),
    );
    expect(missing).toEqual([]);
  });

  it.each(OPERATIONS)("$name is asked with every member of its body, of its path and of its query", ({ name }) => {
    const { model, interactions } = servedBy(name);
    const asked = new Set<string>();
    for (const { request } of interactions) {
      for (const member of Object.keys({ ...request.query, ...(request.body?.content as object) })) asked.add(member);
    }
    const members = Object.entries(model.input.getMemberSchemas()).flatMap(([member, shape]) => {
      const { httpLabel, httpQuery } = shape.getMergedTraits();
      return httpLabel === 1 ? [] : [typeof httpQuery === "string" ? httpQuery : member];
    });
    expect(members.filter((member) => !asked.has(member))).toEqual([]);
  });
});
