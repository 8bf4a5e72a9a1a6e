import { parseArn } from "@attached-files/core";
import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import type { Caller } from "../caller.ts";
import { check } from "./connect-members.ts";

/** Who created a file: the Connect user that the request names, else the identity of the caller, as AWS puts it there. */
export function readCreator(value: unknown, caller: Caller): WireObject {
  if (value === undefined || value === null) return { AWSIdentityArn: caller.arn };
  const members = isWireObject(value) ? Object.entries(value).filter(([, member]) => member !== null) : [];
  const [member] = members;
  if (member === undefined || members.length > 1) return check.refuse("CreatedBy must have exactly one member");
  const [name, arn] = member;
  if (name === "AWSIdentityArn") check.refuse("CreatedBy.AWSIdentityArn is set by the service and cannot be given");
  if (name !== "ConnectUserArn") check.refuse("CreatedBy has no such member; it takes ConnectUserArn");
  if (!parseArn(arn).ok) check.refuse("CreatedBy.ConnectUserArn must be a valid ARN");
  return { ConnectUserArn: arn };
}
