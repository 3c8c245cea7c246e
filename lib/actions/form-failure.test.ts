import { expect, test } from "vitest";
import { formFailure } from "./form-failure";
import type { ActionFailure } from "./result";

const failed = (fields: Record<string, string>): ActionFailure => ({
  ok: false,
  code: "invalid",
  message: "Look again.",
  fields,
  requestId: "r",
});
const form = new FormData();
form.set("email", "a@b.example");
form.set("password", "secret");

test("[SEC-01] errors stand beside their fields, also those inside a list; others on top", () => {
  const names = { fields: ["email", "domains"] };
  expect(formFailure(failed({ "domains.1": "No domain." }), form, names).errors).toEqual([{ field: "domains", message: "No domain." }]);
  expect(formFailure(failed({ elsewhere: "x" }), form, names).errors).toEqual([{ message: "Look again." }]);
});

test("[SEC-05] only what is named is given back: never a password", () => {
  expect(formFailure(failed({}), form, { fields: [], keep: ["email", "absent"] }).values).toEqual({ email: "a@b.example" });
});
