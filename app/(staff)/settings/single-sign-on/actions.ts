"use server";

import { EMPTY_ACCOUNT_FORM } from "@/components/auth/account-state";
import { wrongInput } from "@/lib/actions/failure";
import { formValues } from "@/lib/actions/form-input";
import { ownAction } from "@/lib/actions/own-action";
import { testProvider } from "@/lib/auth/sso/provider";
import { clientToTest, connectionInput, saveConnection, type ConnectionInput } from "@/lib/auth/sso/save-connection";
import { withContext } from "@/lib/context";
import { invalid } from "@/lib/errors";

function read(form: FormData): ConnectionInput {
  const parsed = connectionInput.safeParse(formValues(form));
  if (!parsed.success) throw wrongInput(parsed.error);
  return parsed.data;
}

const options = {
  fields: ["issuer", "clientId", "secret", "domains"],
  keep: ["issuer", "clientId", "domains", "enabled", "required", "createUsers"],
  empty: EMPTY_ACCOUNT_FORM,
};

/** Saves, or only tries what was typed, by the button that was pressed. */
export const saveSso = ownAction({ name: "save-sso", ...options }, async (scope, form) => {
  const input = read(form);
  const values = kept(form);
  if (form.get("do") === "test") {
    const client = await withContext(scope, (ctx) => clientToTest(ctx, input));
    const { ok, message } = await testProvider(client);
    if (!ok) throw invalid(message);
    return { ...EMPTY_ACCOUNT_FORM, values, done: `${message} Nothing was saved yet.` };
  }
  await withContext(scope, (ctx) => saveConnection(ctx, input));
  return { ...EMPTY_ACCOUNT_FORM, done: "Saved." };
});

function kept(form: FormData): Record<string, string> {
  return Object.fromEntries(
    options.keep.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}
