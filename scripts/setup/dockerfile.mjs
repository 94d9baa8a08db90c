/**
 * @typedef {object} Step
 * @property {"RUN" | "COPY"} kind
 * @property {string} text without `--from`
 * @property {string | null} from the stage that a COPY takes from
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {Step[]} steps
 * @property {string[]} check the health check's command
 * @property {string[]} command
 * @property {Record<string, string>} environment
 */

/**
 * Reads as much of a Dockerfile as ours uses. @param {string} text @returns {Stage[]}
 * @throws Error for an instruction that is not known here
 */
export function readStages(text) {
  const lines = text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "");
  /** @type {Stage[]} */
  const stages = [];
  for (const line of lines) {
    const [instruction = "", ...words] = line.split(" ");
    const rest = words.join(" ");
    if (instruction === "FROM") {
      stages.push({ name: rest.split(" AS ")[1] ?? "", steps: [], check: [], command: [], environment: {} });
    } else if (instruction !== "ARG") addTo(stages.at(-1), instruction, rest);
  }
  return stages;
}

/** @param {Stage | undefined} stage @param {string} instruction @param {string} rest */
function addTo(stage, instruction, rest) {
  if (stage === undefined) throw new Error(`${instruction} stands before the first FROM.`);
  switch (instruction) {
    case "RUN":
      stage.steps.push({ kind: "RUN", text: rest, from: null });
      return;
    case "COPY": {
      const [, from = null, text = rest] = /^--from=(\S+) (.*)$/.exec(rest) ?? [];
      stage.steps.push({ kind: "COPY", text, from });
      return;
    }
    case "ENV":
      for (const pair of rest.split(" ")) {
        const [name = "", value = ""] = pair.split("=");
        stage.environment[name] = value;
      }
      return;
    case "CMD":
      stage.command = JSON.parse(rest);
      return;
    case "HEALTHCHECK":
      stage.check = JSON.parse(rest.slice(rest.indexOf("[")));
      return;
    case "EXPOSE":
    case "LABEL":
    case "STOPSIGNAL":
    case "USER":
    case "VOLUME":
    case "WORKDIR":
      return;
    default:
      throw new Error(`${instruction} is not known here.`);
  }
}
