import { expect, test } from "vitest";
import { databaseAddress } from "./database-address";

test.each([
  ["postgres://ada:hidden@db.example.com/images", { host: "db.example.com", port: 5432, database: "images" }],
  ["postgres://ada:hidden@[::1]:6432/images?sslmode=disable", { host: "::1", port: 6432, database: "images" }],
  ["postgres://ada:hidden@localhost?host=/run/postgresql", { host: "/run/postgresql", port: 5432, database: "ada" }],
])("%s is named without its password", (url, address) => {
  expect(databaseAddress(url)).toEqual(address);
});
