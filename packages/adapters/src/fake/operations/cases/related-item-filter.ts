import type { RelatedItem } from "../../connect-state/cases-domain.ts";
import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import { check, readMatching, readObject, readOneOf, readUnion } from "./cases-members.ts";
import { comparable } from "./comparable.ts";
import { fieldFilter } from "./field-filter.ts";
import { type ReadFilter, readFilterTree, type Takes } from "./filter-tree.ts";
import { RELATED_ITEM_MEMBERS, type RelatedItemMember, TYPE_OF_MEMBER } from "./related-item-types.ts";
import { SLA_NAME, SLA_STATUSES } from "./sla.ts";

/** Reads `filters`: an item passes when any of them takes it; no filter takes all. */
export function readRelatedItemFilters(value: unknown): Takes<RelatedItem> {
  const filters = check.optionalList(value, "filters", 0, 10).map((filter, index) => {
    const { name, value: wanted, path } = readUnion(filter, `filters[${index}]`, RELATED_ITEM_MEMBERS);
    const takes = READERS[name](readObject(wanted, path), path);
    return ({ type, content }: RelatedItem): boolean => {
      const held = content[name];
      return type === TYPE_OF_MEMBER[name] && takes(isWireObject(held) ? held : {});
    };
  });
  return (item) => filters.length === 0 || filters.some((takes) => takes(item));
}

type Reader = (wanted: WireObject, path: string) => Takes<WireObject>;

const LEAVES: Readonly<Record<string, ReadFilter<unknown>>> = {
  field: fieldFilter({ value: fieldValue, key: (fields, id) => comparable(fieldValue(fields, id)) }),
};

const READERS: Readonly<Record<RelatedItemMember, Reader>> = {
  comment: () => () => true,
  file: (wanted, path) => {
    const fileArn = check.optionalText(wanted.fileArn, `${path}.fileArn`, 1, 500);
    return (held) => isWanted(fileArn, held.fileArn);
  },
  contact: (wanted, path) => {
    const contactArn = check.optionalText(wanted.contactArn, `${path}.contactArn`, 1, 500);
    const channels = check
      .optionalList(wanted.channel, `${path}.channel`, 0, 3)
      .map((channel, index) => check.text(channel, `${path}.channel[${index}]`, 1, 100));
    // An empty list is taken for no condition; what AWS makes of one is unknown.
    return (held) =>
      isWanted(contactArn, held.contactArn) &&
      (channels.length === 0 || channels.some((each) => each === held.channel));
  },
  connectCase: (wanted, path) => {
    const caseId = check.optionalText(wanted.caseId, `${path}.caseId`, 1, 500);
    return (held) => isWanted(caseId, held.caseId);
  },
  sla: (wanted, path) => {
    const name = readOptional(wanted.name, (value) => readMatching(value, `${path}.name`, 1, 500, SLA_NAME));
    const status = readOptional(wanted.status, (value) => readOneOf(value, `${path}.status`, SLA_STATUSES));
    return ({ slaConfiguration }) => {
      const held = isWireObject(slaConfiguration) ? slaConfiguration : {};
      return isWanted(name, held.name) && isWanted(status, held.status);
    };
  },
  custom: (wanted, path) => {
    const takes = readOptional(wanted.fields, (value) => readFilterTree(value, `${path}.fields`, LEAVES));
    return ({ fields }) => takes === undefined || takes(fields);
  },
};

function isWanted(wanted: string | undefined, held: unknown): boolean {
  return wanted === undefined || wanted === held;
}

function readOptional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

/** What a field of a custom item holds; the state may hold anything as its list of fields. */
function fieldValue(fields: unknown, id: string): WireObject | undefined {
  const list: readonly unknown[] = Array.isArray(fields) ? fields : [];
  const field = list.find((each): each is WireObject => isWireObject(each) && each.id === id);
  return isWireObject(field?.value) ? field.value : undefined;
}
