import { useSyncExternalStore } from "react";
import { rememberedSetting } from "@/lib/utils/remembered-setting";

const OFF = "off";

/**
 * Whether keys work without Ctrl or ⌘. People who dictate, or whose hand slips, turn them off (WCAG 2.1.4); the browser
 * remembers it.
 */
export const singleKeysSetting = rememberedSetting<boolean>({
  key: "images-dashboard single keys",
  parse: (stored) => stored !== OFF,
  write: (isOn) => (isOn ? "on" : OFF),
});

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(singleKeysSetting.subscribe, singleKeysSetting.read, () => true);
}
