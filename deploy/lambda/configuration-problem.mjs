import { execFileSync } from "node:child_process";

/**
 * What the function would say against a configuration, or undefined: asked of the command, by the policies of all credentials that the
 * configuration uses. Only one with a bucket for the state has a statement about it.
 */
export function configurationProblem(command, config) {
  const asked = ask(command, config);
  const credentials = [...asked.said.matchAll(/--for "([^"]+)"/g)].map(([, each]) => each);
  const answers = asked.policy === undefined ? credentials.map((each) => ask(command, config, "--for", each)) : [asked];
  if (answers.length === 0) return asked.said.trimEnd();
  const refused = answers.find(({ policy }) => policy === undefined);
  if (refused !== undefined) return refused.said.trimEnd();
  if (answers.some(({ policy }) => policy.Statement.some(({ Sid }) => Sid === "KeepState"))) return undefined;
  return `${config}: state.s3: expected a bucket for the state, because nothing else is left of an invocation when the next one begins, received nothing`;
}

function ask(command, config, ...more) {
  try {
    const args = [command, "permissions", "--config", config, ...more];
    return { policy: JSON.parse(execFileSync(process.execPath, args, { stdio: "pipe" })), said: "" };
  } catch (error) {
    return { said: String(error.stderr ?? error.message) };
  }
}
