import type { DiscoverOptions } from "@attached-files/core";
import type { CasesOperations } from "./cases-operations.ts";
import type { Denials } from "./denials.ts";
import type { Position } from "./position.ts";
import type { UnreadItems } from "./unread-items.ts";

/** What the searches of one domain share. */
export interface DomainSearch {
  readonly operations: CasesOperations;
  readonly domainId: string;
  readonly instanceId: string | undefined;
  /** Cases that are searched at a time, case by case. */
  readonly casesAtOnce: number;
  /** How far back the search has to go, in milliseconds since 1970; undefined is to the beginning. */
  readonly attachedSinceMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onFallback: DiscoverOptions["onFallback"];
  /** Shared by all domains of a discovery. */
  readonly denials: Denials;
  /** Shared likewise. */
  readonly unread: UnreadItems;
  /** Makes a resume token of where this domain stands; without a place, the domain is finished. */
  readonly mark: (place?: Omit<Position, "done" | "domainId">) => string;
}
