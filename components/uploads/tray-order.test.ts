import { expect, test } from "vitest";
import type { UploadStatus } from "@/lib/upload/upload-view";
import { uploadView } from "./upload-view-fixture";
import { MAX_ROWS, trayRows } from "./tray-order";

function named(name: string, status: UploadStatus) {
  return uploadView({ id: name, name, status });
}

test("what is completed stands below what is not, and nothing else moves", () => {
  const uploads = [named("a", "completed"), named("b", "uploading"), named("c", "failed"), named("d", "queued")];
  expect(trayRows(uploads).rows.map(({ name }) => name)).toEqual(["b", "c", "d", "a"]);
});

test("a thousand uploads have few rows, and the rest is counted", () => {
  const uploads = Array.from({ length: 1000 }, (_, index) =>
    named(`${index}`, index < 990 ? "completed" : "uploading"),
  );
  const { rows, hidden } = trayRows(uploads);
  expect(rows).toHaveLength(MAX_ROWS);
  expect(rows.filter(({ status }) => status === "uploading")).toHaveLength(10);
  expect(hidden).toBe(1000 - MAX_ROWS);
});
