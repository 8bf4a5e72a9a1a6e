import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A profile as `node --cpu-prof` writes it. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** By where a function stands; the first that fits. What is native counts to whoever called it. */
const GROUPS: readonly (readonly [name: string, place: RegExp])[] = [
  ["waiting", /^\(idle\)/],
  ["garbage", /^\(garbage collector\)/],
  ["DuckDB's client", /duckdb/],
  ["SDK: signer", /signature-v4|httpAuthSchemes/],
  ["SDK: HTTP handler", /node-http-handler/],
  ["SDK: all else", /smithy|@aws-sdk|aws-sdk/],
  ["our adapters and core", /packages\/(adapters|core)\//],
  ["our job", /report-job\//],
  ["Node: hashes and HMAC", /node:.*crypto/],
  ["Node: HTTP and sockets", /node:.*(http|net|stream|tls)/],
  ["all else", /(?:)/],
];

/** The main thread's time by groups, each as a part of all of it, in the order of `names`. */
export interface Shares {
  readonly names: readonly string[];
  readonly parts: readonly number[];
}

/**
 * Reads the one profile in a folder.
 *
 * @param window seconds since the process began; all of it without.
 */
export async function sharesOf(folder: string, window: readonly [number, number] = [0, Infinity]): Promise<Shares> {
  const [name, ...others] = (await readdir(folder)).filter((file) => file.endsWith(".cpuprofile"));
  if (name === undefined || others.length > 0) throw new Error(`one profile is expected in ${folder}`);
  return shares(JSON.parse(await readFile(join(folder, name), "utf8")) as CpuProfile, window);
}

export function shares({ nodes, samples, timeDeltas }: CpuProfile, [from, to]: readonly [number, number]): Shares {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const groupOf = (id: number): string => {
    let at: number | undefined = id;
    while (at !== undefined) {
      const { functionName = "", url = "" } = frames.get(at) ?? {};
      const place = functionName.startsWith("(") ? functionName : url;
      if (place !== "") return GROUPS.find(([, form]) => form.test(place))?.[0] ?? "all else";
      at = parents.get(at);
    }
    return "all else";
  };
  const byGroup = new Map<string, number>();
  let [clock, all] = [0, 0];
  for (const [index, id] of samples.entries()) {
    const micros = timeDeltas[index] ?? 0;
    clock += micros / 1e6;
    if (clock < from || clock > to) continue;
    const group = groupOf(id);
    byGroup.set(group, (byGroup.get(group) ?? 0) + micros);
    all += micros;
  }
  const names = GROUPS.map(([group]) => group);
  return { names, parts: names.map((group) => (byGroup.get(group) ?? 0) / all) };
}
