/** Code without its comments, so that a sentence about a rule does not break it. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

const ENVIRONMENT =
  /\bprocess\.(argv|exit|exitCode|env)\b|\bprocess\s*\[|\}\s*=\s*process\b|(\bfrom|\bimport|\()\s*["'](node:)?process["']/;

/** Whether code looks at arguments or the environment, or ends the process; under whatever name it was imported. */
export function touchesEnvironment(text: string): boolean {
  return ENVIRONMENT.test(withoutComments(text));
}

const OUTSIDE =
  /\bDate\.now\b|\bnew Date\s*(\(\s*\)|[^(\s])|(?<!new )\bDate\(|\bMath\.random\b|\b(performance|crypto|process|globalThis|console|navigator)\b|\b(fetch|set(Timeout|Interval|Immediate))\s*\(|\bqueueMicrotask\b|\bimport\s*\(/;

/**
 * Whether code looks at the clock, at chance or at anything else that is not in its arguments. Imports of modules are the
 * import rules' business; what stands here is there without an import.
 */
export function touchesOutside(text: string): boolean {
  return OUTSIDE.test(withoutComments(text));
}
