import { readFileSync } from "node:fs";
import { isIPv4 } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { ClientConfig } from "pg";

/** What of a URL is said otherwise than by `pg` itself. */
type ConnectionSettings = Pick<ClientConfig, "connectionString" | "ssl" | "sslnegotiation">;

const MODES = ["disable", "require", "verify-ca", "verify-full"] as const;
type Mode = (typeof MODES)[number];

/**
 * Reads what libpq would of a URL's TLS parameters, and hands the rest of it to `pg`, which by itself gives some of them another
 * meaning (https://node-postgres.com/features/ssl). Without `sslmode` a connection that leaves this machine is `verify-full`.
 * https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 * @throws Error which tells of a parameter what to do, and nothing of the URL's user and password
 */
export function connectionSettings(url: string): ConnectionSettings {
  const [address = "", query = ""] = url.split("?", 2);
  const parameters = new URLSearchParams(query);
  const host = parameters.get("host") ?? hostOf(address);
  const taken = takeAll(parameters, ["sslmode", "sslrootcert", "sslcert", "sslkey", "sslnegotiation"]);
  for (const name of parameters.keys()) {
    if (name.startsWith("ssl") || name === "uselibpqcompat") {
      throw new Error(`The database's URL has a parameter ${name}, which is not known. Take it out.`);
    }
  }
  const rest = parameters.toString();
  return {
    connectionString: rest === "" ? address : `${address}?${rest}`,
    ssl: tlsOptions(modeOf(taken.sslmode, host), taken),
    ...(taken.sslnegotiation === "direct" ? { sslnegotiation: "direct" } : {}),
  };
}

function hostOf(address: string): string {
  return /^\w+:\/\/(?:[^@/]*@)?(?<host>\[[^\]]*\]|[^:/]*)/.exec(address)?.groups?.["host"] ?? "";
}

/** A socket's folder stands where a host's name would, with its slashes as they are or encoded. */
function staysHere(host: string): boolean {
  if (host === "" || /^(\/|%2f)/i.test(host)) return true;
  return host === "localhost" || host === "::1" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
}

function modeOf(given: string | undefined, host: string): Mode {
  if (given === undefined) return staysHere(host) ? "disable" : "verify-full";
  const mode = MODES.find((known) => known === given);
  if (mode !== undefined) return mode;
  throw new Error(`The database's URL says sslmode=${given}. Say one of these: ${MODES.join(", ")}.`);
}

function tlsOptions(mode: Mode, files: TlsFiles): ConnectionOptions | false {
  if (mode === "disable") return false;
  const { sslrootcert: root, sslcert, sslkey } = files;
  const ca = root === undefined || root === "system" ? {} : { ca: read("sslrootcert", root) };
  const own = {
    ...(sslcert === undefined ? {} : { cert: read("sslcert", sslcert) }),
    ...(sslkey === undefined ? {} : { key: read("sslkey", sslkey) }),
  };
  const anyName = { checkServerIdentity: () => undefined };
  switch (mode) {
    case "require":
      // As libpq does, for the sake of URLs that were written for it: with a certificate at hand it is compared.
      return "ca" in ca ? { ...own, ...ca, ...anyName } : { ...own, rejectUnauthorized: false };
    case "verify-ca":
      if (!("ca" in ca)) {
        throw new Error(
          "The database's URL says sslmode=verify-ca, which needs a file with the authority's certificate in sslrootcert: any name that a public authority knows would do otherwise. Or say verify-full.",
        );
      }
      return { ...own, ...ca, ...anyName };
    case "verify-full":
      return { ...own, ...ca };
    default:
      return mode satisfies never;
  }
}

type TlsFiles = Partial<Record<"sslrootcert" | "sslcert" | "sslkey", string>>;

function read(parameter: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`The file ${path} cannot be read, which the database's URL names as ${parameter}.`, {
      cause: error,
    });
  }
}

function takeAll<Name extends string>(parameters: URLSearchParams, names: Name[]): Partial<Record<Name, string>> {
  const taken: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== null) taken[name] = value;
    parameters.delete(name);
  }
  return taken;
}
