"use client";

import { useSyncExternalStore } from "react";
import { rememberedSetting } from "@/lib/utils/remembered-setting";

/** What a download command is for, in the order in which people may choose. */
export const COMMAND_TOOLS = ["curl", "wget", "powershell"] as const;
export type CommandTool = (typeof COMMAND_TOOLS)[number];

const setting = rememberedSetting<CommandTool>({
  key: "images-dashboard download command",
  parse: (stored) => COMMAND_TOOLS.find((tool) => tool === stored) ?? "curl",
  write: (tool) => tool,
});

/** What this browser's reader downloads with. */
export function useCommandTool(): CommandTool {
  return useSyncExternalStore(setting.subscribe, setting.read, () => "curl");
}

/** Chooses it for all tabs and for later. */
export function setCommandTool(tool: CommandTool): void {
  setting.set(tool);
}
