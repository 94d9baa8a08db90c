// A line in a process of its own, so that its work is not counted as anybody else's: shape and target port in, its port out.
import { openLine } from "./line";
import { LINE_SHAPES } from "./line-shape";
import { LINE_NAMES } from "./settings";

const [name, targetPort] = process.argv.slice(2);
const line = LINE_NAMES.find((known) => known === name);
const shape = line === undefined ? null : LINE_SHAPES[line];
if (shape === null) throw new Error(`There is no line called ${name}.`);
process.send?.(await openLine(shape, Number(targetPort)));
process.once("disconnect", () => process.exit(0));
