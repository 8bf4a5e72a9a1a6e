import { check, type RunBookEntry, SAME_SLOT_AGAIN } from "./run-book-entry.ts";

/** Searches that looked in the wrong place. */
export const EMPTY_SEARCH_ENTRIES: Readonly<Record<"OtherInstance" | "NothingFound", RunBookEntry>> = {
  OtherInstance: {
    title: "Every file is another instance's: OtherInstance",
    means:
      "All the files that the search met, to its end or before something ended it, belong to another Amazon Connect instance than the scope's: most likely the configuration is wrong. The run was given up, nothing was published of it, and what was known stays. A search that its time ended goes on in the next run.",
    confirm: [
      check("the instance, and whether the domain belongs to it"),
      [
        "aws connect list-instances --query 'InstanceSummaryList[].[InstanceAlias,Id]' --output text",
        "the ids of the instances; an alias is no id",
      ],
    ],
    mend: [
      "The message names both instances. Correct instanceId of the scope, or domainIds and region if they are wrong.",
      "instanceId is right, and the search looks at domains of other instances first: name the scope's own in domainIds, or give more time (--time-box).",
      SAME_SLOT_AGAIN,
    ],
  },
  NothingFound: {
    title: "Nothing at another place: NothingFound",
    means:
      "Region, endpoint, profile, role, instance or domains of the scope, or the environment's, were changed since its last run, and there the search found no file at all, or none of those that were asked for was answered. The run was given up, so that nothing takes the place of what is known: neither files nor what is remembered of searches.",
    confirm: [check("the instance and the domains"), ["attached-files plan", "the scope, its Region and its domains"]],
    mend: [
      "Undo or correct the change of region, endpoint, profile, assumeRole, instanceId or domainIds; where files were asked for, the message names both places.",
      SAME_SLOT_AGAIN,
      "If the new place is right, as where a list names the files of another account, and none of them is there: give the scope another name, so that it begins a state of its own, or move its state folder away.",
    ],
  },
};
