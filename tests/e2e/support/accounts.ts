import { expect, type Page } from "@playwright/test";
import { codeAt } from "@/lib/auth/second-factor/totp";
import { DEMO_PASSWORD } from "@/lib/auth/demo-users";
import type { localLuma } from "./local-luma";

type Owner = Awaited<ReturnType<typeof localLuma>>["owner"];
type Role = "admin" | "manager" | "staff";

/** Somebody at the demo clinic who is none of the demo's people: the second factor is asked of them. Their password is the demo's. */
export async function makePerson(owner: Owner, person: { email: string; name: string; role: Role }): Promise<void> {
  await owner.query(
    `with who as (
       insert into app_user (id, email, name, password_hash, demo) select gen_random_uuid(), $1, $2, password_hash, false
       from app_user where email = 'admin@harbor.example' returning id)
     insert into membership (organization_id, user_id, role)
     select m.organization_id, who.id, $3 from who, membership m join app_user u on u.id = m.user_id where u.email = 'admin@harbor.example'`,
    [person.email, person.name, person.role],
  );
}

export async function disablePerson(owner: Owner, email: string): Promise<void> {
  await owner.query("update app_user set disabled_at = clock_timestamp() where email = $1", [email]);
}

/** As if the app had gone on to its next code, which may then be used. */
export async function passStep(owner: Owner, email: string): Promise<void> {
  await owner.query("update user_factor set last_step = 0 where user_id = (select id from app_user where email = $1)", [email]);
}

/** What the person's app shows now. */
export const currentCode = (secret: string): string => codeAt(secret, Date.now() / 1000);

/** The first half. */
export async function enterPassword(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The key on the page that sets up an authenticator. */
export async function shownSecret(page: Page): Promise<string> {
  const text = await page.locator("[data-secret]").innerText();
  return text.replaceAll(/\s/g, "");
}

/** Sets up an authenticator on the way in; ends signed in. Gives its secret and the recovery codes. */
export async function setUpAuthenticator(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.waitForURL("**/sign-in/set-up**");
  const secret = await shownSecret(page);
  await page.getByLabel("Enter the six digits").fill(currentCode(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Save your recovery codes" })).toBeVisible();
  const codes = await page.locator("main li").allInnerTexts();
  await page.getByRole("button", { name: "I have saved them" }).click();
  await page.waitForURL("**/today");
  return { secret, codes };
}

/** The second half. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.waitForURL("**/sign-in/code**");
  await page.getByLabel(/^(Code|Recovery code)$/).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
