import { ALARMS } from "./alarms.ts";
import { type AlarmMeaning, OTHER_ALARMS } from "./other-alarms.ts";
import type { RunBookSection } from "./run-book-entry.ts";
import { alarmSection } from "./section-ids.ts";

/** All alarms that are known, by the names that a page or the stack gives them. */
export const ALARM_MEANINGS: Readonly<Record<string, AlarmMeaning>> = {
  ...Object.fromEntries(ALARMS.map(({ id, means, see }) => [id, { means, see }])),
  ...OTHER_ALARMS,
};

/**
 * A section for each alarm, so that its name alone leads to what to do: the steps of the section that it is about, or where it may
 * be about several, which they are.
 *
 * @param known all other sections.
 */
export function alarmSections(known: readonly RunBookSection[]): readonly RunBookSection[] {
  return Object.entries(ALARM_MEANINGS).map(([name, { means, see }]) => {
    const sections = see.map((id) => {
      const section = known.find((each) => each.id === id);
      if (section === undefined) throw new Error(`the alarm ${name} is about ${id}, which the run book does not have`);
      return section;
    });
    const [first] = sections;
    if (first === undefined) throw new Error(`the alarm ${name} is about no section of the run book`);
    return {
      id: alarmSection(name),
      title: `Alarm: ${name}`,
      means: sections.length === 1 ? `${means} ${first.means}` : means,
      confirm: first.confirm,
      mend:
        sections.length === 1
          ? first.mend
          : sections.map(({ id, title }) => `${title}: 'attached-files run-book ${id}' tells what to do.`),
    };
  });
}
