// What a page's server does with the package: nothing may happen, and nothing may be printed.
import { createRequire } from "node:module";
import { define, version } from "right-track";
import "right-track/define";

const description = createRequire(import.meta.url)("right-track/package.json");

if (define() !== undefined) throw new Error("define() found a page where there is none");
if (version !== description.version) throw new Error(`${version} is not ${description.version}`);
