import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { brand } from "@/lib/actions/built";
import { failure, wrongInput } from "@/lib/actions/failure";
import { actionInput } from "@/lib/actions/form-input";
import type { ActionResult } from "@/lib/actions/result";
import { requestIdOf } from "@/lib/auth/request";
import { AppError } from "@/lib/errors";
import type { OperatorScope } from "./context";
import { currentOperator } from "./session";

/** Builds a server action for a signed-in operator: checks the session, parses the input, and turns every error into an ActionResult. */
export function operatorAction<S extends z.ZodType, T>(
  input: S,
  run: (scope: OperatorScope, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  const action = async (...args: unknown[]): Promise<ActionResult<T>> => {
    const requestId = await requestIdOf();
    try {
      const operator = await currentOperator();
      if (!operator) throw new AppError("signed-out", "You have been signed out. Sign in again; what you typed is still here.");
      const parsed = input.safeParse(actionInput(args));
      if (!parsed.success) throw wrongInput(parsed.error);
      const data = await run({ operatorId: operator.operatorId, sessionId: operator.sessionId, requestId }, parsed.data);
      refresh();
      return { ok: true, data };
    } catch (error) {
      unstable_rethrow(error);
      return failure(error, requestId, "operator-action");
    }
  };
  return brand(action, "operator");
}
