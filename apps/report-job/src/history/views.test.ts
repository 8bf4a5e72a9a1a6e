import { expect, it } from "vitest";
import { withHistory } from "./open-history.ts";
import { VIEWS } from "./views.ts";

it("has exactly the columns that the catalogue tells, of every view", async () => {
  await withHistory([], async ({ connection }) => {
    for (const { name, parameters, columns } of VIEWS) {
      const call = parameters === undefined ? name : `${name}(${parameters.includes("slot") ? "'x', 'y'" : "1, 2"})`;
      const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${call}`)).getRowObjectsJS();
      const names = columns.map((column) => column.name);
      expect(rows.map(({ column_name }) => column_name)).toEqual(names);
      // Nobody should have to quote one.
      await connection.run(`SELECT ${names.join(", ")} FROM ${call} ORDER BY ${names.join(", ")}`);
    }
  });
});
