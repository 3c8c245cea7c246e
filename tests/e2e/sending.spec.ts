import { expect, test } from "@playwright/test";
import { signIn } from "./support/staff";

test("[DLV-14] a manager stops everything that goes out, every screen says so, and resumes with a choice", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/settings/sending");
  await page.getByRole("button", { name: "Stop all outgoing messages" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Nothing goes to any patient until somebody resumes");
  await dialog.getByRole("button", { name: "Stop everything" }).click();
  await expect(page.getByRole("heading", { name: "Everything is stopped" })).toBeVisible();
  await page.goto("/today");
  const banner = page.getByRole("region", { name: "Outgoing messages are stopped" });
  await expect(banner).toContainText("All outgoing messages are stopped since");
  await banner.getByRole("link", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Resume and send what piled up" }).click();
  await dialog.getByRole("button", { name: /^Resume and send/ }).click();
  await expect(page.getByRole("heading", { name: "Emergency stop" })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test("[DLV-11] what goes out in the next days, with the reasons", async ({ page }) => {
  await signIn(page, "staff");
  await page.goto("/messages");
  await page.getByRole("link", { name: "See what goes out in the next days" }).click();
  await expect(page.getByRole("heading", { name: "What goes out" })).toBeVisible();
  await page.getByRole("link", { name: "14 days" }).click();
  await expect(page.getByRole("link", { name: "14 days" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText(/\d+ messages? planned\./)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Goes to the patient" }).first()).toBeVisible();
});
