import {
  createFakeConnect,
  type FakeConnect,
  type FaultRule,
  type SnapshotRecord,
} from "@attached-files/adapters/fake";
import type { FileReference } from "@attached-files/core";
import type { Drawing } from "./drawing.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** A contact centre in which something happens. */
export interface ChangingCentre {
  readonly fake: FakeConnect;
  /** One thing happens, as drawn. */
  change(): void;
  /** A file is attached now, to an old case or a new one. */
  attach(): FileReference;
  /** Whatever was attached, gone or not. */
  readonly ever: readonly FileReference[];
  /** Whether a search would name it, and a call retrieve it. */
  isThere(fileId: string): boolean;
  /** Takes files and what names them away, and with them pulls others over the edges of pages. */
  remove(isGone: (fileId: string, caseId: string) => boolean): void;
}

const [INSTANCE, DOMAIN] = ["i-1", "d-1"];
const STATUSES = ["APPROVED", "APPROVED", "PROCESSING", "REJECTED", "FAILED", "QUARANTINED"];

/** @param cases how many cases there are from the start. */
export function changingCentre(
  draw: Drawing,
  clock: VirtualClock,
  cases: number,
  faults: readonly FaultRule[] = [],
): ChangingCentre {
  const fake = createFakeConnect({
    clock: clock.now,
    sleep: clock.sleep,
    seed: draw.whole(1, 1_000_000),
    faults,
    newId: () => `${draw.whole(0, 0xffff).toString(16)}-${draw.whole(0, 0xffffff).toString(16)}`,
  });
  const centre = fake.contactCentre({ instanceId: INSTANCE, domainId: DOMAIN });
  const ever: FileReference[] = [];
  const caseIds: string[] = [];
  const openCase = (): string => {
    const { caseId } = centre.addCase();
    caseIds.push(caseId);
    return caseId;
  };
  const attachTo = (caseId: string, fileId?: string): FileReference => {
    const id = fileId ?? fake.state.newId();
    const members = { FileStatus: draw.pick(STATUSES), FileName: `${id}.pdf` };
    fake.state.attachFile({ domainId: DOMAIN, caseId, instanceId: INSTANCE, fileId: id, members });
    const associatedResourceArn = fake.state.domain(DOMAIN).caseArn(caseId);
    const reference = { instanceId: INSTANCE, associatedResourceArn, fileId: id };
    if (!ever.some((each) => each.fileId === id)) ever.push(reference);
    return reference;
  };
  const attach = (): FileReference =>
    attachTo(caseIds.length === 0 || draw.chance(0.3) ? openCase() : draw.pick(caseIds));
  const become = (change: (wire: Record<string, unknown>) => Record<string, unknown>): void => {
    const { fileId, associatedResourceArn } = draw.pick(ever);
    const stored = fake.state.files.get(INSTANCE, fileId);
    if (stored === undefined) return;
    fake.state.files.put(INSTANCE, fileId, associatedResourceArn, change(stored.wire), stored.answer);
  };
  const isNamed = (fileId: string): boolean =>
    fake.state.domain(DOMAIN).items.some(({ relatedItemId }) => relatedItemId === `file-${fileId}`);
  const remove: ChangingCentre["remove"] = (isGone) => {
    const isKept = (record: SnapshotRecord): boolean => {
      if (record.kind === "file") return !isGone(record.fileId, caseIdOf(record.file.associatedResourceArn));
      return record.kind !== "item" || !isGone(record.item.relatedItemId.replace(/^file-/, ""), record.item.caseId);
    };
    fake.restore(fake.snapshot().filter(isKept));
  };
  const happenings: readonly (() => void)[] = [
    attach,
    attach,
    () => {
      const caseId = openCase();
      for (let files = draw.chance(0.1) ? 130 : draw.whole(1, 6); files > 0; files -= 1) attachTo(caseId);
    },
    () => become((wire) => (wire.FileStatus === "PROCESSING" ? { ...wire, FileStatus: "APPROVED" } : wire)),
    () => become((wire) => ({ ...wire, FileName: `renamed-${draw.whole(1, 99)}.pdf` })),
    () => become((wire) => ({ ...wire, Tags: { shelf: String(draw.whole(1, 9)) } })),
    () => become((wire) => ({ ...wire, FileStatus: draw.pick(STATUSES) })),
    // Its association stays.
    () => void fake.state.files.remove(INSTANCE, draw.pick(ever).fileId),
    () => {
      const { fileId } = draw.pick(ever);
      remove((id) => id === fileId);
    },
    () => {
      const gone = draw.pick(caseIds);
      remove((_id, caseId) => caseId === gone);
    },
    () => {
      const reference = draw.pick(ever);
      if (!isNamed(reference.fileId)) attachTo(caseIdOf(reference.associatedResourceArn), reference.fileId);
    },
  ];
  for (let made = 0; made < cases; made += 1) {
    const caseId = openCase();
    for (let files = draw.whole(0, 5); files > 0; files -= 1) attachTo(caseId);
  }
  return {
    fake,
    ever,
    attach,
    remove,
    change: () => draw.pick(ever.length === 0 ? [attach] : happenings)(),
    isThere: (fileId) => isNamed(fileId) && fake.state.files.get(INSTANCE, fileId)?.answer.kind === "file",
  };
}

function caseIdOf(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}
