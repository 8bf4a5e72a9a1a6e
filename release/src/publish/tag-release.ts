import { ROOT } from "../repository.ts";
import { tagPackages } from "./tag-packages.ts";

// Tags what was published. The tags are pushed by whoever runs this.
const problems = await tagPackages(ROOT);
for (const each of problems) process.stderr.write(`${each}\n`);
if (problems.length > 0) process.exitCode = 1;
