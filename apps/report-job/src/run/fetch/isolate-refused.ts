/** Fewer ids than this are simply halved down to single ones. */
const FEW_IDS = 5;

/** Where single ids are tried, as parts of the whole. */
const SAMPLED_AT = [1 / 6, 1 / 2, 5 / 6] as const;

/** What came of asking for some ids. `refused` is an InvalidRequestException: one of them at least may be to blame. */
export type Asked = "settled" | "refused" | "ended";

/**
 * Asks for these ids. Where that is refused, `blamed` are those that it makes failed.
 *
 * @returns ended: nothing more is to be asked; what was not is no outcome.
 */
export type Ask = (fileIds: readonly string[], blamed: readonly string[]) => Promise<Asked>;

/**
 * Finds the ids for which a request is refused, by halving: these alone become failed. Where both halves are refused, three
 * single ids are tried; if these are refused too, it is taken for trouble of the resource, and all that is left is blamed.
 *
 * Calls, the first one among them, for n ids of which b are bad: at most 4 + min(2 · b · ⌈log2 n⌉, 2 · (n - 1)); and
 * no more than 7 where everything is refused.
 */
export async function isolateRefused(fileIds: readonly string[], ask: Ask): Promise<void> {
  const ids = [...new Set(fileIds)];
  if ((await askFor(ids, ask)) !== "refused" || ids.length === 1) return;
  const halves = halved(ids);
  const refused: (readonly string[])[] = [];
  for (const half of halves) {
    const asked = await askFor(half, ask);
    if (asked === "ended") return;
    if (asked === "refused" && half.length > 1) refused.push(half);
  }
  if (refused.length === 2 && ids.length >= FEW_IDS) return await askSamplesFirst(ids, refused, ask);
  for (const half of refused) if (!(await halve(half, ask))) return;
}

async function askSamplesFirst(
  ids: readonly string[],
  refused: readonly (readonly string[])[],
  ask: Ask,
): Promise<void> {
  const samples = [...new Set(SAMPLED_AT.map((part) => ids[Math.floor(ids.length * part)] ?? ""))];
  const left = (): string[] => ids.filter((id) => !tried.has(id));
  const tried = new Set<string>();
  const bad = new Set<string>();
  let isResourceAlive = false;
  for (const [index, sample] of samples.entries()) {
    const isLastHope = !isResourceAlive && index === samples.length - 1;
    const asked = await ask([sample], isLastHope ? left() : [sample]);
    tried.add(sample);
    if (asked === "ended" || (asked === "refused" && isLastHope)) return;
    if (asked === "settled") isResourceAlive = true;
    else bad.add(sample);
  }
  for (const half of refused) {
    const rest = half.filter((id) => !tried.has(id));
    // Without the bad ones it may not be refused any more.
    const mayBeWhole = rest.length === 1 || half.some((id) => bad.has(id));
    if (rest.length > 0 && !(await (mayBeWhole ? narrow(rest, ask) : halve(rest, ask)))) return;
  }
}

/** Asks for these, and goes on with their halves where that is refused. False where nothing more is to be asked. */
async function narrow(ids: readonly string[], ask: Ask): Promise<boolean> {
  const asked = await askFor(ids, ask);
  if (asked === "ended") return false;
  return asked === "settled" || ids.length === 1 || (await halve(ids, ask));
}

async function halve(ids: readonly string[], ask: Ask): Promise<boolean> {
  for (const half of halved(ids)) if (!(await narrow(half, ask))) return false;
  return true;
}

function askFor(ids: readonly string[], ask: Ask): Promise<Asked> {
  return ask(ids, ids.length === 1 ? ids : []);
}

function halved(ids: readonly string[]): readonly [readonly string[], readonly string[]] {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
}
