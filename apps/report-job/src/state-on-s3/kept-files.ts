import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { journalFolder } from "../state/open-state.ts";
import { type FileAtRest, sizeOf } from "./at-rest.ts";
import { STATE_FILE } from "./copy-down.ts";
import { superseded, type Uploads } from "./copy-up.ts";
import type { Piece, StoredFile } from "./head.ts";
import type { HeldLease } from "./held-lease.ts";
import { nextPiece } from "./journal-pieces.ts";

/** Keeps the files that a head names as those of a folder are. */
export class KeptFiles {
  private readonly lease: HeldLease;
  private readonly uploads: Uploads;
  private readonly folder: string;

  /** @param folder of the scope, on this machine. */
  constructor(lease: HeldLease, uploads: Uploads, folder: string) {
    this.lease = lease;
    this.uploads = uploads;
    this.folder = folder;
  }

  /** Names others in the head, and removes what is named no more. */
  async become(after: readonly StoredFile[]): Promise<void> {
    const before = this.lease.files;
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await this.lease.write(() => after);
    await this.uploads.remove(superseded(before, after));
  }

  /** The state's file as the bucket has it, sent where it has another one. */
  async sent({ path, sizeBytes, sha256 }: FileAtRest): Promise<StoredFile> {
    const there = this.lease.files.find(({ name }) => name === STATE_FILE);
    if (there?.pieces.length === 1 && there.pieces[0]?.sha256 === sha256) return there;
    return await this.uploads.whole(path, STATE_FILE, sizeBytes, sha256);
  }

  /** Sends all that stands in the folder, and names it in one: a part of it would be another state. */
  async becomeFolder(file: FileAtRest): Promise<void> {
    const after = [await this.sent(file)];
    for (const name of await this.journalNames()) {
      const journal = await this.sentJournal(join(this.folder, name), name, []);
      if (journal !== undefined) after.push(journal);
    }
    await this.become(after);
  }

  /** What the bucket has of the journals that stand in the folder. */
  async journals(): Promise<readonly StoredFile[]> {
    const names = await this.journalNames();
    return this.lease.files.filter(({ name }) => names.includes(name));
  }

  async sendJournals(): Promise<void> {
    for (const name of await this.journalNames()) await this.sendJournal(join(this.folder, name));
  }

  /** Sends what was added to a journal. One that is not there any more was taken into the state, or thrown away with its run. */
  async sendJournal(path: string): Promise<void> {
    const name = `journal/${basename(path)}`;
    const files = this.lease.files;
    const known = files.find((file) => file.name === name)?.pieces ?? [];
    const journal = await this.sentJournal(path, name, known);
    if (journal !== undefined) await this.become([...files.filter((file) => file.name !== name), journal]);
  }

  private async sentJournal(path: string, name: string, known: readonly Piece[]): Promise<StoredFile | undefined> {
    const next = nextPiece(known, (await sizeOf(path)) ?? 0);
    if (next === undefined) return undefined;
    const piece = await this.uploads.packed(path, name, next, join(this.folder, "packed.partial"));
    return { name, pieces: [...next.kept, piece] };
  }

  private async journalNames(): Promise<readonly string[]> {
    const names = await readdir(journalFolder(this.folder)).catch(() => []);
    return names.sort().map((name) => `journal/${name}`);
  }
}
