import { declaresStatus, readVendorDocument } from "./vendor-document";

/** An answer with this header is not compared with the document: it is wrong on purpose. Its value says why. */
export const OUTSIDE_CONTRACT = "x-outside-contract";

/** What a fake does although the vendor's document does not say so. */
export interface Exceptions {
  /** Statuses that an operation may answer without declaring them, by the reason why they are known to come. */
  statuses?: Readonly<Record<number, string>>;
  /** Operations, as `GET /v4/account/events`, that the vendor has but the document leaves out, by the source that tells of them. */
  operations?: Readonly<Record<string, string>>;
}

/** One exchange as it went over the wire. */
export interface Exchange {
  method: string;
  url: URL;
  requestHeaders: Headers;
  requestBody: string;
  status: number;
  answerHeaders: Headers;
  answerBody: string;
}

export interface ContractCheck {
  /** Compares an exchange with the document, and remembers what does not fit. */
  see(exchange: Exchange): void;
  problems(): readonly string[];
  /** `METHOD /path/{template}` of every operation that was asked for and answered successfully. */
  operations(): ReadonlySet<string>;
  /** Of the whole document; empty without CONTRACTS_DIR. */
  declared: readonly string[];
}

/** Checks against the vendor's document of this name in CONTRACTS_DIR; without CONTRACTS_DIR it finds nothing. */
export async function checkContract(documentName: string, exceptions: Exceptions = {}): Promise<ContractCheck> {
  const document = await readVendorDocument(documentName);
  const problems = new Set<string>();
  const operations = new Set<string>();
  const declared = document?.router.getOperations().map(nameOf) ?? [];

  function see(exchange: Exchange): void {
    if (document === null) return;
    const { method, url, status } = exchange;
    const request = requestOf(exchange);
    const operation = document.matchOperation(request);
    if (operation === undefined) {
      if (!isAmong(exceptions.operations, method, url.pathname)) {
        problems.add(`${method} ${url.pathname} is not in ${documentName}.`);
      }
      return;
    }
    const name = nameOf(operation);
    const asked = document.validateRequest(request, operation);
    for (const error of asked.errors ?? []) problems.add(`${name} was asked wrongly: ${told(error)}`);
    if (exchange.answerHeaders.has(OUTSIDE_CONTRACT)) return;
    if (!declaresStatus(operation, status)) {
      if (exceptions.statuses?.[status] === undefined) problems.add(`${name} does not declare the status ${status}.`);
      return;
    }
    const answered = document.validateResponse(answerOf(exchange), operation, status);
    for (const error of answered.errors ?? []) problems.add(`${name} was answered wrongly (${status}): ${told(error)}`);
    if (status < 400 && asked.valid && answered.valid) operations.add(name);
  }
  return { see, problems: () => [...problems], operations: () => operations, declared };
}

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

function told({ instancePath, message, params }: { instancePath: string; message?: string; params: unknown }): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

function requestOf({ method, url, requestHeaders, requestBody }: Exchange) {
  return {
    method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(requestHeaders),
    body: requestBody === "" ? undefined : requestBody,
  };
}

/** As JSON where it says so; an empty answer is null, which is what the validator takes for "no content". */
function answerOf({ answerHeaders, answerBody }: Exchange): unknown {
  if (answerBody === "") return null;
  return (answerHeaders.get("content-type") ?? "").includes("json") ? JSON.parse(answerBody) : answerBody;
}

function isAmong(operations: Exceptions["operations"] = {}, method: string, path: string): boolean {
  return Object.keys(operations).some((operation) => {
    const [wantedMethod, template = ""] = operation.split(" ");
    const [wanted, given] = [template.split("/"), path.split("/")];
    const fits =
      wanted.length === given.length && wanted.every((part, at) => part.startsWith("{") || part === given[at]);
    return wantedMethod === method && fits;
  });
}
