import { parseArn } from "@attached-files/core";
import { MADE_FIELDS } from "../../connect-state/case-fields.ts";
import type { FakeCase } from "../../connect-state/cases-domain.ts";
import type { FieldValue } from "../../connect-state/field-value.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { FakeError } from "../fake-error.ts";
import type { Operation } from "../operation.ts";
import { check } from "./cases-members.ts";
import { readFieldValues } from "./field-values.ts";
import { findDomain } from "./find-domain.ts";
import { readTags } from "./read-tags.ts";
import { readUser } from "./read-user.ts";

type NewCase = Omit<FakeCase, "caseId" | "createdAt">;

/** Creates a case. The fake holds no templates, so that any id of one will do. */
export const createCase: Operation = {
  name: "CreateCase",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/cases",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const clientToken = check.optionalText(body.clientToken, "clientToken", 0, 64);
    const asked = readNewCase(body);
    return state.tokens.once(
      `CreateCase ${domain.identity.domainId}`,
      clientToken,
      asked,
      () => {
        const caseId = state.newId();
        domain.addCase({ caseId, createdAt: state.clock().getTime(), ...asked });
        return { caseId, caseArn: domain.caseArn(caseId) };
      },
      () => {
        throw new FakeError("ConflictException", "The clientToken was used before, for another request.");
      },
    );
  },
};

function readNewCase(body: WireObject): NewCase {
  const templateId = check.text(body.templateId, "templateId", 1, 500);
  const fields = readFieldValues(body.fields, "fields", 0, 220);
  for (const [index, field] of fields.entries()) checkField(field, `fields[${index}]`);
  for (const required of ["customer_id", "title"]) {
    if (!fields.some(({ id }) => id === required)) check.refuse(`fields must hold a value of ${required}`);
  }
  const performedBy = readUser(body.performedBy, "performedBy");
  const tags = readTags(body.tags);
  return {
    templateId,
    fields,
    ...(tags === undefined ? {} : { tags }),
    ...(performedBy === undefined ? {} : { performedBy }),
  };
}

/** What the documentation says of system fields, in the model's text of CreateCase and of FieldValueUnion. */
function checkField({ id, value }: FieldValue, path: string): void {
  const { stringValue } = value;
  // That nobody may set these is from the guide; what AWS answers to somebody who does is unknown.
  if (MADE_FIELDS.includes(id)) check.refuse(`${path}.id ${id} is set by the service and cannot be given`);
  if (id === "customer_id" && !isProfileArn(stringValue)) {
    check.refuse(`${path}.value of customer_id must be the full ARN of a customer profile`);
  }
  if (id === "title" && (typeof stringValue !== "string" || stringValue === "")) {
    check.refuse(`${path}.value of title must be a text`);
  }
  if (id === "summary" && stringValue !== undefined) check.text(stringValue, `${path}.value.stringValue`, 0, 3000);
}

function isProfileArn(text: unknown): boolean {
  const arn = parseArn(text);
  return arn.ok && arn.value.service === "profile" && /^domains\/[^/]+\/profiles\/[^/]+$/.test(arn.value.resource);
}
