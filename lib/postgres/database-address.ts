import { Client } from "pg";
import { connectionSettings } from "./connection-settings";

/** A database as people name it, without user and password. */
export interface DatabaseAddress {
  /** A name, an address, or the folder of a socket. */
  host: string;
  port: number;
  database: string;
}

/** @returns what a connection to the URL would reach, also where it leaves that to `pg` and its variables. Connects to nothing */
export function databaseAddress(url: string): DatabaseAddress {
  const { host, port, database } = new Client(connectionSettings(url));
  return { host, port, database: database ?? "" };
}
