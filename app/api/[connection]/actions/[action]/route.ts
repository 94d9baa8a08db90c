import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleConnection } from "@/lib/server/routes";
import { answerForm, runAction } from "@/lib/server/run-action";

export const GET = handleConnection((call) => answerForm(call, null));

export const POST = handleConnection((call) => runAction(call, null));

export const { OPTIONS, PUT, PATCH, DELETE } = refuseOthers("GET", "POST");
