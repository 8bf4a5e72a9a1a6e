/** Members of a file, as the history names them, in plain words. */
export const MEMBER_WORDS: Readonly<Record<string, string>> = {
  answer: "Answered at all",
  file_status: "Status",
  file_name: "Name",
  file_size_bytes: "Size",
  file_use_case_type: "Use case",
  created_by_kind: "Kind of uploader",
  created_by: "Uploader",
  tags: "Tags",
};

/** What can have happened to a file since the run before. */
export const KINDS = [
  ["appeared", "Appeared"],
  ["changed", "Changed"],
  ["vanished", "Vanished"],
  ["reappeared", "Came back"],
] as const;
