import type { WireObject } from "../../connect-state/wire.ts";
import { check, readMatching, readUnion } from "./cases-members.ts";

// As in the model of October 2026.
const CUSTOM_ENTITY = /^[a-zA-Z0-9_\-.@:/ ]*[a-zA-Z0-9_\-.@:/]$/;

/** Reads `performedBy`. */
export function readUser(user: unknown, path: string): WireObject | undefined {
  if (user === undefined || user === null) return undefined;
  const { name, value, path: at } = readUnion(user, path, ["userArn", "customEntity"]);
  if (name === "userArn") return { userArn: check.text(value, at, 1, 500) };
  return { customEntity: readMatching(value, at, 1, 500, CUSTOM_ENTITY) };
}
