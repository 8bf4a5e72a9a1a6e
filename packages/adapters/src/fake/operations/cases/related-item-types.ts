/** The types of related items, by the name that their contents and filters have as members of a union. As in the model of October 2026. */
export const TYPE_OF_MEMBER = {
  contact: "Contact",
  comment: "Comment",
  file: "File",
  sla: "Sla",
  connectCase: "ConnectCase",
  custom: "Custom",
} as const;

export type RelatedItemMember = keyof typeof TYPE_OF_MEMBER;
export type RelatedItemType = (typeof TYPE_OF_MEMBER)[RelatedItemMember];

export const RELATED_ITEM_MEMBERS: readonly RelatedItemMember[] = Object.keys(TYPE_OF_MEMBER) as RelatedItemMember[];
export const RELATED_ITEM_TYPES: readonly RelatedItemType[] = Object.values(TYPE_OF_MEMBER);
