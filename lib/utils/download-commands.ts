import { curlCommand, localFileName, quoteForShell } from "./curl-command";
import { quoteForPowerShell, windowsFileName } from "./powershell";

/** What a command downloads: the image's name, its link and its SHA-256 (hexadecimal). */
interface Download {
  name: string;
  url: string;
  sha256: string;
}

/** Lines to paste into a terminal. Each downloads the image and ends well only if its checksum agrees. */
export interface DownloadCommands {
  curl: string;
  wget: string;
  powershell: string;
}

export function downloadCommands(download: Download): DownloadCommands {
  return { curl: curlCommand(download), wget: wgetCommand(download), powershell: powershellCommand(download) };
}

/** Short options, which BusyBox knows too. Under another name until it is verified, since wget leaves a file also when it fails. */
function wgetCommand({ name, url, sha256 }: Download): string {
  const file = localFileName(name);
  const partial = quoteForShell(`${file}.part`);
  const verify = `echo ${quoteForShell(`${sha256}  ${file}.part`)} | sha256sum -c`;
  return `wget -O ${partial} ${quoteForShell(url)} && ${verify} && mv ${partial} ${quoteForShell(file)}`;
}

/**
 * For Windows PowerShell 5.1 and PowerShell 7. A script block, so that the preferences end with it: errors stop it, and no progress
 * is drawn, which in 5.1 takes far longer than the download.
 */
function powershellCommand({ name, url, sha256 }: Download): string {
  const file = quoteForPowerShell(windowsFileName(name));
  const partial = quoteForPowerShell(`${windowsFileName(name)}.part`);
  const steps = [
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    `Invoke-WebRequest -UseBasicParsing -Uri ${quoteForPowerShell(url)} -OutFile ${partial}`,
    `$hash = (Get-FileHash -Algorithm SHA256 -LiteralPath ${partial}).Hash`,
    `if ($hash -ne ${quoteForPowerShell(sha256)}) { throw "The checksum does not match, it is $hash." }`,
    `Move-Item -Force -LiteralPath ${partial} -Destination ${file}`,
    `Write-Output (${file} + ': OK')`,
  ];
  return `& { ${steps.join("; ")} }`;
}
