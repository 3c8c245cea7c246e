import { unstable_rethrow } from "next/navigation";
import { requestIdOf } from "@/lib/auth/request";
import { brand } from "./built";
import { failure } from "./failure";
import type { ActionFailure } from "./result";

/**
 * Builds the few actions that nobody is signed in for: signing in and out. `failed` turns an error into what the form
 * shows; unexpected ones are logged and carry only a reference. Redirecting is fine here: no transaction is open.
 */
export function publicAction<A extends readonly unknown[], T>(
  name: string,
  run: (requestId: string, ...args: A) => Promise<T>,
  failed: (failure: ActionFailure, ...args: A) => T,
): (...args: A) => Promise<T> {
  const action = async (...args: A): Promise<T> => {
    const requestId = await requestIdOf();
    try {
      return await run(requestId, ...args);
    } catch (error) {
      unstable_rethrow(error);
      return failed(failure(error, requestId, name), ...args);
    }
  };
  return brand(action, "public");
}
