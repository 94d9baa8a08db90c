import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Camera,
  Eraser,
  HardDrive,
  PackagePlus,
  Pencil,
  Play,
  Split,
  Zap,
  type LucideIcon,
} from "lucide-react";
import type { Action } from "@/lib/contract/action";

/** By the ids that providers give to their actions. One that has none here is drawn as any command. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  edit: Pencil,
  rename: Pencil,
  replicate: Split,
  promote: ArrowUpFromLine,
  demote: ArrowDownToLine,
  import: Play,
  prune: Eraser,
  "create-from-disk": HardDrive,
  "create-from-snapshot": Camera,
  "create-from-source": PackagePlus,
};

export function actionIcon({ id }: Action): LucideIcon {
  return ICONS[id] ?? Zap;
}
