export interface StateLimits {
  /** What DuckDB may take; the process takes some 400 MB more at most. @default 100 */
  readonly memoryLimitMb?: number;
  /**
   * Each takes memory of its own. Nearly all that is done here is done row group by row group, where a second one gains
   * little time and costs as much again. @default 1
   */
  readonly threads?: number;
}

/** What DuckDB is told whenever a file of a state's folder is opened: without it, it takes most of the machine. */
export function duckdbOptions(limits: StateLimits = {}): Record<string, string> {
  return {
    memory_limit: `${limits.memoryLimitMb ?? 100}MB`,
    threads: String(limits.threads ?? 1),
    // What is freed is given back to the system, not kept by the allocator; but not a block at a time, which takes as much
    // time again as all the rest (glibc; 0.5 million files: 66 s below the 256 KB of a block, 39 s above, 2026-11).
    allocator_bulk_deallocation_flush_threshold: "600KB",
    preserve_insertion_order: "false",
  };
}
