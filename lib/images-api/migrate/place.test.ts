import { expect, test } from "vitest";
import { parsePlace, placeText } from "./place";

test.each([
  "disk",
  "s3 my-bucket",
  "moving V1StGXR8_Z5jdHi6B-myT",
  "moved abc disk",
  "moved abc s3 my-bucket",
  'moved abc disk to {"host":"db.example.com","port":5432,"database":"images","bucket":"my-bucket"}',
  'moved abc s3 my-bucket to {"folder":"/srv/to {images}","bucket":null}',
  'moved abc disk to {"folder":"/srv/a\u2028b","bucket":null}',
])("%s is read as it was written", (text) => expect(placeText(parsePlace(text))).toBe(text));

test.each(["", "tape", "disk 2", "s3", "s3 a b", "moving", "moving a b", "moved a", "moved a tape"])(
  "%j is of a newer version",
  (text) => expect(() => parsePlace(text)).toThrow("does not know"),
);
