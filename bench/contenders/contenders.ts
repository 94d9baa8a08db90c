import type { ContenderName } from "@/bench/settings";
import type { Contender } from "./contender";
import { curl } from "./curl";
import { floor } from "./floor";
import { hashAfter } from "./hash-after";
import { ours } from "./ours";
import { uppy } from "./uppy";

export const CONTENDERS: Record<ContenderName, Contender> = { ours, floor, "hash-after": hashAfter, uppy, curl };
