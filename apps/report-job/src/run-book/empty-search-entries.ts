import { check, type RunBookEntry } from "./run-book-entry.ts";

/** Searches that looked in the wrong place. */
export const EMPTY_SEARCH_ENTRIES: Readonly<Record<"OtherInstance" | "NothingFound", RunBookEntry>> = {
  OtherInstance: {
    title: "Every file is another instance's: OtherInstance",
    means:
      "The search came to its end, and all the files that it met belong to another Amazon Connect instance than the scope's: the configuration is wrong. The run was given up, nothing was published of it, and what was known stays.",
    confirm: [
      check("the instance, and whether the domain belongs to it"),
      [
        "aws connect list-instances --query 'InstanceSummaryList[].[InstanceAlias,Id]' --output text",
        "the ids of the instances; an alias is no id",
      ],
    ],
    mend: [
      "The message names both instances. Correct instanceId of the scope, or domainIds and region if they are wrong.",
      "Then start the same slot again.",
    ],
  },
  NothingFound: {
    title: "Nothing where files were searched anew: NothingFound",
    means:
      "Region, instance, domains or endpoint of the scope were changed since its last run, and the search there found no file at all. The run was given up, so that nothing takes the place of what is known.",
    confirm: [check("the instance and the domains"), ["attached-files plan", "the scope, its Region and its domains"]],
    mend: [
      "Undo or correct the change of region, instanceId, domainIds or endpoint, and start the same slot again.",
      "If the new place is right and still empty: give the scope another name, or move its state folder away.",
    ],
  },
};
