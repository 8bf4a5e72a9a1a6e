/**
 * No scope has more calls under way, or connections open, whatever its quota and its latency are. It is more than 1.5
 * requests a second need of a service that lets each wait for a minute.
 */
export const MOST_CALLS_IN_FLIGHT = 128;
