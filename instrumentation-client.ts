import { giveNonceToStyles } from "@/lib/client/style-nonce";
import { guardScripts } from "@/lib/client/trusted-types";

// Next runs this before anything else of a page, and therefore before the first script is loaded on demand.
guardScripts();
giveNonceToStyles();
