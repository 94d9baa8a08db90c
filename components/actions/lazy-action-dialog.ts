"use client";

import { onDemand } from "@/components/ui/on-demand";

/** The dialog of any action; its code comes when it is first opened, or when a hand is near what opens it. */
export const ActionDialog = onDemand(async () => (await import("./action-dialog")).ActionDialog);
