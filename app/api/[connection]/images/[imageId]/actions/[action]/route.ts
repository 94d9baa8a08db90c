import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage } from "@/lib/server/routes";
import { answerForm, runAction } from "@/lib/server/run-action";

export const GET = handleImage((call) => answerForm(call, call.imageId));

export const POST = handleImage((call) => runAction(call, call.imageId));

export const { OPTIONS, PUT, PATCH, DELETE } = refuseOthers("GET", "POST");
