/**
 * No less than the chance that of so many independent draws at least `hits` succeed, each with the given probability
 * (Chernoff's bound): 1 where that is no surprise.
 */
export function chanceOfAtLeast(hits: number, draws: number, probability: number): number {
  if (draws === 0 || hits <= draws * probability) return 1;
  if (probability <= 0) return 0;
  const share = hits / draws;
  const misses = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - probability));
  return Math.exp(-draws * (share * Math.log(share / probability) + misses));
}
