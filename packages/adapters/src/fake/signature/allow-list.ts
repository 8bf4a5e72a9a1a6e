/**
 * Whether an action is among those that a key may use. As in IAM, `*` is any number of characters, `?` is one, and case
 * does not matter, neither in the service's prefix nor in the action's name.
 *
 * @param patterns undefined allows everything, an empty list nothing.
 * @param action with IAM's prefix, `connect:` for Connect and `cases:` for Cases.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html (read 2026-11)
 */
export function isActionAllowed(patterns: readonly string[] | undefined, action: string): boolean {
  return patterns === undefined || patterns.some((pattern) => toExpression(pattern).test(action));
}

/** Whether IAM would know a text for an action: `*`, or a service's prefix and an action's name. */
export function isActionPattern(text: string): boolean {
  return /^(\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/i.test(text);
}

function toExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/\*+/g, ".*").replaceAll("?", ".")}$`, "i");
}
