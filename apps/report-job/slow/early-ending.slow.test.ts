import { expect, it } from "vitest";
import { run } from "./attached-files-process.ts";

it("a process that gets a signal before it has loaded says that nothing was begun, and ends with 3", async () => {
  // At the first moment at which anybody hears it, as Node.js would tell of it.
  const tell = "queueMicrotask(()=>process.emit('SIGTERM'))";
  const first = `process.on('newListener',function at(name){if(name!=='SIGTERM')return;process.off('newListener',at);${tell}})`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(first)}` };
  expect(await run(["run", "--config", "nowhere.yaml"], { env })).toEqual({
    exitCode: 3,
    stdout: "",
    stderr: expect.stringMatching(/^Asked to end before anything was begun: no call was made, .*\n$/),
  });
});
