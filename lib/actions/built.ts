const BUILT = Symbol.for("luma.action");

export type ActionKind = "staff" | "patient" | "operator" | "public";

/** Marks a function as built by one of the wrappers; the check over all `actions.ts` looks for it. */
export function brand<F extends object>(action: F, kind: ActionKind): F {
  Object.defineProperty(action, BUILT, { value: kind });
  return action;
}

export function builtAs(value: unknown): ActionKind | undefined {
  return typeof value === "function" ? (value as { [BUILT]?: ActionKind })[BUILT] : undefined;
}
