import type { ConnectState } from "../connect-state/connect-state.ts";
import { DEFAULT_CONFIGURATION } from "../connect-state/files-configuration.ts";
import type { WireObject } from "../connect-state/wire.ts";
import { nameAndSize } from "./file-names.ts";
import { ODDITIES } from "./oddities.ts";
import { type Random, seededRandom } from "./random.ts";

/** What a made-up contact centre is made from: the same options make the same one. */
export interface DatasetOptions {
  /** @default 1 */
  readonly seed?: number;
  /** How many cases. @default 3000 */
  readonly cases?: number;
  /** The moment that the contact centre has reached. Fixed by default, so that the same seed gives the same bytes. */
  readonly now?: Date;
}

/** The contact centre that was made. */
export interface Dataset {
  readonly instanceId: string;
  readonly domainId: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
  readonly seed: number;
  readonly cases: number;
  readonly files: number;
}

/** The moment that a made-up contact centre has reached, where no other is named. */
export const DATASET_NOW: Date = new Date("2026-11-01T00:00:00.000Z");

const HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" } as const;
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 180;
/** How long the crowd of the outage's afternoon keeps coming; its files follow within 90 minutes, before the outage ends. */
const CROWD_MS = 80 * 60_000;
/** Which file is odd: a prime, so that oddities do not keep step with cases. */
const ODD_EVERY = 149;

/** Makes a contact centre: cases over half a year of working hours, most of them with a few files. */
export function seedDataset(state: ConnectState, options: DatasetOptions = {}): Dataset {
  const { seed = 1, cases = 3000, now = DATASET_NOW } = options;
  const random = seededRandom(seed);
  const instanceId = random.uuid();
  const domainId = random.uuid();
  // As an administrator sets it who wants the customers' mails, archives and videos.
  state.files.configure(instanceId, "CASE", {
    maximumSizeBytes: 100 * 1024 * 1024,
    extensions: [...DEFAULT_CONFIGURATION.extensions, "msg", "zip"],
  });
  state.addDomain({ ...HOME, domainId, name: "customer-care" });
  const uploaders = Array.from({ length: 40 }, () => uploader(random, instanceId));
  // The outage of the scanner: one afternoon, ten days ago, on which most of what was uploaded was rejected.
  const outageFrom = now.getTime() - 10 * DAY_MS - 11 * 3_600_000;
  const outage = { from: outageFrom, to: outageFrom + 3 * 3_600_000 };
  const crowd = crowdOf(cases);
  const times = [
    ...Array.from({ length: cases - crowd }, () => workingTime(random, now)),
    ...Array.from({ length: crowd }, () => outage.from + random.whole(0, CROWD_MS)),
  ].sort((one, other) => one - other);
  let files = 0;
  for (const createdAt of times) {
    const caseId = random.uuid();
    state.addCase(domainId, caseId, new Date(createdAt));
    if (random.chance(0.3)) addComment(state, domainId, caseId, createdAt, random);
    for (let file = filesOfCase(random); file > 0; file -= 1) {
      const associatedAt = Math.min(createdAt + random.whole(0, 90) * 60_000, now.getTime() - 1000);
      const odd =
        ODDITIES[(files % ODD_EVERY === ODD_EVERY - 1 ? Math.floor(files / ODD_EVERY) : -1) % ODDITIES.length];
      state.attachFile({
        domainId,
        caseId,
        instanceId,
        fileId: random.uuid(),
        associatedAt: new Date(associatedAt),
        members: { ...plainMembers(random, uploaders, associatedAt, now.getTime(), outage), ...odd?.members },
        ...(odd?.answer === undefined ? {} : { answer: odd.answer }),
      });
      files += 1;
    }
  }
  return { instanceId, domainId, region: HOME.region, account: HOME.account, seed, cases, files };
}

/** A mailing went out on the afternoon of the outage, and brought so many cases at once that the outage shows. */
function crowdOf(cases: number): number {
  return Math.min(Math.floor(cases / 10), Math.max(20, Math.round(cases * 0.006)));
}

function plainMembers(
  random: Random,
  uploaders: readonly WireObject[],
  at: number,
  now: number,
  outage: { readonly from: number; readonly to: number },
): WireObject {
  const { fileName, fileSizeInBytes } = nameAndSize(random);
  const tags = random.chance(0.3)
    ? { Tags: { department: random.pick(["claims", "billing", "onboarding", "retention"]) } }
    : {};
  return {
    FileName: fileName,
    FileSizeInBytes: fileSizeInBytes,
    FileStatus: status(random, at, now, outage),
    FileUseCaseType: random.chance(0.12) ? random.pick(["EMAIL_MESSAGE", "EMAIL_MESSAGE_PLAIN_TEXT"]) : "ATTACHMENT",
    CreatedBy: random.pick(uploaders),
    ...tags,
  };
}

function status(
  random: Random,
  at: number,
  now: number,
  outage: { readonly from: number; readonly to: number },
): string {
  if (at >= outage.from && at < outage.to) return random.chance(0.9) ? "REJECTED" : "APPROVED";
  // The last hours are still being scanned, and now and then a file stays there for good.
  if (now - at < 2 * 3_600_000 && random.chance(0.5)) return "PROCESSING";
  const draw = random.next();
  if (draw < 0.012) return "REJECTED";
  if (draw < 0.016) return "FAILED";
  return draw < 0.018 ? "PROCESSING" : "APPROVED";
}

/** Most cases hold one to five files, a quarter none, and one in some hundreds many. */
function filesOfCase(random: Random): number {
  const draw = random.next();
  if (draw < 0.25) return 0;
  if (draw < 0.55) return 1;
  if (draw < 0.97) return random.whole(2, 5);
  return draw < 0.998 ? random.whole(6, 20) : random.whole(40, 50);
}

/** Some moment of a working day in the last half year, mornings and afternoons busier than nights. */
function workingTime(random: Random, now: Date): number {
  const hour = random.chance(0.92) ? random.whole(8, 17) : random.whole(0, 23);
  const at = now.getTime() - random.whole(1, HISTORY_DAYS) * DAY_MS + hour * 3_600_000 + random.whole(0, 3_599_999);
  const weekend = [0, 6].includes(new Date(at).getUTCDay()) && random.chance(0.85);
  return weekend ? at - 2 * DAY_MS : at;
}

function uploader(random: Random, instanceId: string): WireObject {
  const { partition, region, account } = HOME;
  if (random.chance(0.85)) {
    return {
      ConnectUserArn: `arn:${partition}:connect:${region}:${account}:instance/${instanceId}/agent/${random.uuid()}`,
    };
  }
  return { AWSIdentityArn: `arn:${partition}:sts::${account}:assumed-role/web-upload/session-${random.whole(1, 9)}` };
}

function addComment(state: ConnectState, domainId: string, caseId: string, at: number, random: Random): void {
  state.domain(domainId).addItem({
    relatedItemId: random.uuid(),
    caseId,
    type: "Comment",
    associationTime: at,
    content: { comment: { body: "Customer called again.", contentType: "Text/Plain" } },
  });
}
