import { describe, expect, test } from "vitest";
import { followStroke, isSingleKeys, strokeOf, type KeyPress } from "./strokes";

function press(changes: Partial<KeyPress>): KeyPress {
  return {
    key: "u",
    code: "KeyU",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    isAltGraph: false,
    ...changes,
  };
}

describe("a stroke is named by what it types", () => {
  test.each<[string | null, Partial<KeyPress>]>([
    ["u", {}],
    ["u", { key: "U" }], // Caps Lock
    ["shift+u", { key: "U", shiftKey: true }],
    ["/", { key: "/", code: "Slash" }],
    ["/", { key: "/", code: "Digit7", shiftKey: true }], // German
    ["?", { key: "?", code: "Slash", shiftKey: true }],
    ["?", { key: "?", code: "KeyW", ctrlKey: true, altKey: true, isAltGraph: true }], // AltGr on Windows
    ["enter", { key: "Enter", code: "Enter" }],
    ["shift+enter", { key: "Enter", code: "Enter", shiftKey: true }],
    ["u", { key: "г", code: "KeyU" }], // Russian
    ["ß", { key: "ß", code: "Minus" }],
    [null, { altKey: true }],
    [null, { isComposing: true }],
    [null, { key: "Shift", code: "ShiftLeft", shiftKey: true }],
    [null, { key: "Dead", code: "BracketRight" }],
  ])("%s", (stroke, changes) => {
    expect(strokeOf(press(changes), false)).toBe(stroke);
  });

  test("mod is Ctrl, and ⌘ on a Mac; the other one is nobody's", () => {
    const withControl = press({ key: "k", code: "KeyK", ctrlKey: true });
    const withCommand = press({ key: "k", code: "KeyK", metaKey: true });
    expect(strokeOf(withControl, false)).toBe("mod+k");
    expect(strokeOf(withCommand, true)).toBe("mod+k");
    expect(strokeOf(withControl, true)).toBeNull();
    expect(strokeOf(withCommand, false)).toBeNull();
    expect(strokeOf(press({ key: "K", code: "KeyK", ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+k");
  });
});

test("keys with Ctrl or ⌘ are no single keys", () => {
  expect(["u", "g i", "shift+u", "mod+k"].map(isSingleKeys)).toEqual([true, true, true, false]);
});

describe("strokes that follow each other", () => {
  const known = ["u", "g i", "g t", "/"];

  test("one stroke", () => {
    expect(followStroke(null, "u", known)).toEqual({ matched: "u", pending: null });
    expect(followStroke(null, "x", known)).toEqual({ matched: null, pending: null });
  });

  test("two strokes", () => {
    expect(followStroke(null, "g", known)).toEqual({ matched: null, pending: "g" });
    expect(followStroke("g", "i", known)).toEqual({ matched: "g i", pending: null });
  });

  test("a stroke that does not go on begins anew", () => {
    expect(followStroke("g", "u", known)).toEqual({ matched: "u", pending: null });
    expect(followStroke("g", "g", known)).toEqual({ matched: null, pending: "g" });
    expect(followStroke("g", "x", known)).toEqual({ matched: null, pending: null });
  });
});
