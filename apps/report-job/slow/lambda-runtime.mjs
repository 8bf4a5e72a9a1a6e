// What Lambda does in an execution environment, as far as a handler sees it: one process, one invocation at a time.
import { pathToFileURL } from "node:url";

const { handler } = await import(pathToFileURL(`${process.env.LAMBDA_TASK_ROOT}/index.mjs`).href);
process.send({ kind: "ready" });
process.on("message", async ({ event, awsRequestId, timeoutMs }) => {
  const endsAt = Date.now() + timeoutMs;
  const context = { awsRequestId, getRemainingTimeInMillis: () => endsAt - Date.now() };
  try {
    process.send({ kind: "result", result: await handler(event, context) });
  } catch (error) {
    process.send({ kind: "error", errorType: error.name, errorMessage: error.message, stack: String(error.stack) });
  }
});
