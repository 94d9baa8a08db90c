import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Arena, Measurement } from "./contender";

const execute = promisify(execFile);

/** The file in one PUT from outside the browser, by curl's own clock. */
export async function curl({ service, file, name, ports }: Arena): Promise<Measurement> {
  const url = await service.partUrl(await service.createImage(name), 1);
  const over = ports.get(service.port);
  const { stdout } = await execute("curl", [
    "--fail",
    "--silent",
    "--show-error",
    ...(over === undefined ? [] : ["--connect-to", `127.0.0.1:${service.port}:127.0.0.1:${over}`]),
    "--upload-file",
    file.path,
    "--write-out",
    "%{time_total}",
    url,
  ]);
  return { seconds: Number(stdout) };
}
