export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const COMMENT = /^# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* \S.*$/;
const SAMPLE = /^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;
const LABEL = /(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads Prometheus' text format, version 0.0.4, and nothing else.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseMetrics(text: string): Sample[] {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  return text.split("\n").flatMap((line) => {
    if (line === "" || COMMENT.test(line)) return [];
    const { name = "", labels = "", value = "" } = SAMPLE.exec(line)?.groups ?? {};
    const number = value === "+Inf" ? Infinity : value === "Nan" ? NaN : Number(value);
    if (name === "" || (Number.isNaN(number) && value !== "Nan")) throw new Error(`This is no sample: ${line}`);
    return [{ name, labels: parseLabels(labels, line), value: number }];
  });
}

function parseLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const { name = "", value = "" } = LABEL.exec(text)?.groups ?? {};
    if (name === "") throw new Error(`These are no labels: ${line}`);
    labels[name] = value;
  }
  return labels;
}
