import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import type { Scope } from "@/lib/context";
import { brand } from "./built";
import { failure } from "./failure";
import { formFailure } from "./form-failure";
import { scopeOf } from "./staff-action";

type State = { values: Readonly<Record<string, string>>; errors: readonly { message: string; field?: string }[] };

export type OwnActionOptions<S extends State> = {
  name: string;
  /** The form's fields that errors may stand beside. */
  fields: readonly string[];
  /** Those whose text is given back after a failure; never passwords. */
  keep?: readonly string[];
  /** The state to which a failure is added. */
  empty: S;
};

/**
 * Builds a form's action for signed-in people that runs outside of any transaction, since it checks a password or asks
 * another server; what it calls opens its own, and authorises there. For useActionState: gives the form's
 * next state; whoever is signed out goes to the sign-in page.
 */
export function ownAction<S extends State>(
  options: OwnActionOptions<S>,
  run: (scope: Scope, form: FormData) => Promise<S>,
): (state: S, form: FormData) => Promise<S> {
  const action = async (_: S, form: FormData): Promise<S> => {
    const requestId = await requestIdOf();
    try {
      const user = await currentUser();
      if (!user) redirect("/sign-in?notice=ended");
      const next = await run(scopeOf(user, requestId), form);
      refresh();
      return next;
    } catch (error) {
      unstable_rethrow(error);
      const failed = failure(error, requestId, options.name);
      return { ...options.empty, ...formFailure(failed, form, { fields: options.fields, keep: options.keep ?? [] }) };
    }
  };
  return brand(action, "staff");
}

/** A text field of a form; empty where it is missing. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}
