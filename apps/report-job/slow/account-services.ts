import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the services of an account answer; a text is the name of an error. */
export interface AccountAnswers {
  readonly identity: { readonly account: string; readonly arn: string } | string;
  readonly quotas: Readonly<Record<string, number>> | string;
}

/**
 * AWS STS, Service Quotas, and an EventBridge that denies, on this machine, as far as `check` asks them, in their own languages (Query and JSON 1.1).
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html (read 2026-11)
 * @see https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html (read 2026-11)
 */
export async function serveAccount(answers: AccountAnswers): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.headers["x-amz-target"] === "AWSEvents.PutEvents") {
      const denied = { __type: "AccessDeniedException", message: "not allowed" };
      return response.writeHead(400, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(denied));
    }
    const isQuotas = request.headers["x-amz-target"] === "ServiceQuotasV20190624.ListServiceQuotas";
    const [status, body] = isQuotas ? quotas(answers.quotas) : identity(answers.identity);
    response.writeHead(status, { "content-type": isQuotas ? "application/x-amz-json-1.1" : "text/xml" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function identity(answer: AccountAnswers["identity"]): [number, string] {
  if (typeof answer === "string") {
    return [
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${answer}</Code><Message>no</Message></Error></ErrorResponse>`,
    ];
  }
  const result = `<Arn>${answer.arn}</Arn><UserId>AIDA</UserId><Account>${answer.account}</Account>`;
  const space = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';
  return [
    200,
    `<GetCallerIdentityResponse ${space}><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  ];
}

function quotas(answer: AccountAnswers["quotas"]): [number, string] {
  if (typeof answer === "string") return [400, JSON.stringify({ __type: answer, message: "no" })];
  const Quotas = Object.entries(answer).map(([QuotaName, Value]) => ({ QuotaName, Value, ServiceCode: "connect" }));
  return [200, JSON.stringify({ Quotas })];
}
