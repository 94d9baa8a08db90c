import { Connection } from "./connection";

/** A kind of request, made anew each time. */
export interface Operation {
  name: string;
  next(): Buffer;
}

/** One after the other over one connection. @returns milliseconds of each. Rejects at the first answer that is no success */
export async function oneByOne(connection: Connection, operation: Operation, count: number): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let number = 0; number < count; number++) {
    const request = operation.next();
    const begin = performance.now();
    const told = await connection.ask(request);
    milliseconds.push(performance.now() - begin);
    requireSuccess(operation, told);
  }
  return milliseconds;
}

/** Many clients at once, each over a connection of its own, one request after the other. @returns requests a second */
export async function atOnce(
  connections: readonly Connection[],
  operation: Operation,
  seconds: number,
): Promise<number> {
  const begin = performance.now();
  const until = begin + seconds * 1000;
  let requests = 0;
  const client = async (connection: Connection) => {
    while (performance.now() < until) {
      requireSuccess(operation, await connection.ask(operation.next()));
      requests++;
    }
  };
  await Promise.all(connections.map(client));
  return requests / ((performance.now() - begin) / 1000);
}

export function openConnections(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port)));
}

function requireSuccess({ name }: Operation, { status, body }: { status: number; body: Buffer }): void {
  if (status < 200 || status > 299) throw new Error(`${name} was answered ${status}: ${body.toString()}`);
}
