import { embedded, instant, isJson, objectOf, text } from "./json-expressions.ts";

/** The one member of a line that is not the operation's: no member of AWS has a hyphen. */
export const OWN_MEMBER = "attached-files";

/** A member of a line of `files.ndjson`. Names and meanings are part of the published contract. */
export interface NdjsonMember {
  readonly name: string;
  readonly type: "text" | "integer" | "object";
  readonly description: string;
  /** Its JSON text as SQL over `files`; NULL where the line has no such member. */
  readonly json: string;
}

// Unknown members of the file itself; those of a refused one are of its Errors entry.
const ARE_OF_FILE = `(outcome <> 'refused' AND ${isJson("unknown_members")} AND starts_with(unknown_members, '{'))`;

/** What the operation answered of the file, in its own member names; its unknown members stand beside them. */
const OPERATION_MEMBERS: readonly NdjsonMember[] = [
  {
    name: "AssociatedResourceArn",
    type: "text",
    description: "As answered.",
    json: text("answered_resource_arn"),
  },
  {
    name: "CreatedBy",
    type: "object",
    description:
      "With one member: ConnectUserArn, AWSIdentityArn, or one that this version does not know, as answered.",
    json: `'{' || ${text("created_by_kind")} || ':' || CASE WHEN created_by_kind IN ('ConnectUserArn', 'AWSIdentityArn')
      THEN ${text("created_by")} ELSE ${embedded("created_by")} END || '}'`,
  },
  { name: "CreationTime", type: "text", description: "Exactly as answered.", json: text("creation_time") },
  { name: "FileArn", type: "text", description: "As answered.", json: text("file_arn") },
  { name: "FileId", type: "text", description: "Id of the file; in every line.", json: text("file_id") },
  { name: "FileName", type: "text", description: "As answered.", json: text("file_name") },
  {
    name: "FileSizeInBytes",
    type: "integer",
    description: "All digits of up to 64 bits: a reader that makes doubles of numbers rounds beyond 2^53.",
    json: "file_size_bytes::VARCHAR",
  },
  {
    name: "FileStatus",
    type: "text",
    description: "APPROVED, REJECTED, PROCESSING, FAILED, or what AWS adds.",
    json: text("file_status"),
  },
  {
    name: "FileUseCaseType",
    type: "text",
    description: "ATTACHMENT, or another that AWS knows.",
    json: text("file_use_case_type"),
  },
  { name: "Tags", type: "object", description: "As answered; {} where the map was empty.", json: embedded("tags") },
];

/** What the job knows of it. Names that the operation has are those of its request and of its Errors. */
const OWN_MEMBERS: readonly NdjsonMember[] = [
  { name: "scope", type: "text", description: "Name of the scope in the configuration.", json: text("scope") },
  {
    name: "InstanceId",
    type: "text",
    description: "Amazon Connect instance that was asked.",
    json: text("instance_id"),
  },
  {
    name: "AssociatedResourceArn",
    type: "text",
    description: "ARN of the case (or email contact) that the file was asked for with.",
    json: text("associated_resource_arn"),
  },
  {
    name: "outcome",
    type: "text",
    description: "What the run learned: retrieved, refused, unanswered, failed, carried, deferred.",
    json: text("outcome"),
  },
  {
    name: "ErrorCode",
    type: "text",
    description: "refused: as answered. failed: the code of the call's error.",
    json: text("error_code"),
  },
  {
    name: "ErrorMessage",
    type: "text",
    description: "refused: as answered. failed: the message of the call's error.",
    json: text("error_message"),
  },
  {
    name: "unknownMembers",
    type: "object",
    description: "refused: members of the Errors entry that this version does not know.",
    json: `CASE WHEN NOT ${ARE_OF_FILE} THEN ${embedded("unknown_members")} END`,
  },
  {
    name: "associationTime",
    type: "text",
    description: "When the file was attached to the case, as the search told it.",
    json: text("association_time"),
  },
  {
    name: "checkedAt",
    type: "text",
    description: "When the answer came: yyyy-mm-ddThh:mm:ss.sssZ.",
    json: instant("checked_at"),
  },
  {
    name: "presence",
    type: "text",
    description: "vanished: see the column `presence` of the other tables.",
    json: text("presence"),
  },
];

/** All members of a line, in their order; those of ours below OWN_MEMBER. Absent ones are left out, never null. */
export const NDJSON_MEMBERS: readonly Omit<NdjsonMember, "json">[] = [
  ...OPERATION_MEMBERS,
  ...OWN_MEMBERS.map((member) => ({ ...member, name: `${OWN_MEMBER}.${member.name}` })),
].map(({ name, type, description }) => ({ name, type, description }));

// Members of the file that this version does not know stand beside those that it does, without the braces around them.
const UNKNOWN = `CASE WHEN ${ARE_OF_FILE} THEN nullif(trim(${embedded("unknown_members")})[2:-2], '') END`;

/** A row of `files` as a line of JSON, in SQL. */
export const NDJSON_LINE = `'{' || concat_ws(',', ${[
  ...OPERATION_MEMBERS.map(({ name, json }) => `'"${name}":' || ${json}`),
  UNKNOWN,
  `'"${OWN_MEMBER}":' || ${objectOf(OWN_MEMBERS)}`,
].join(", ")}) || '}'`;
