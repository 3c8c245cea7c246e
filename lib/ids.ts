import { v7, validate } from "uuid";

/** A new UUIDv7. Ids follow the real clock, also in demo mode: they order storage, not the product's time. */
export function newId(): string {
  return v7();
}

export function isId(value: unknown): value is string {
  return typeof value === "string" && validate(value);
}
