import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

test("[SEC-01] passwords are Argon2id at OWASP's cost, salted, and only the right one fits", async () => {
  const [one, two] = await Promise.all([hashPassword("secret"), hashPassword("secret")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword(one, "secret")).toBe(true);
  expect(await verifyPassword(one, "Secret")).toBe(false);
  expect(await verifyPassword(null, "secret")).toBe(false);
  expect(await verifyPassword("not a hash", "secret")).toBe(false);
});
