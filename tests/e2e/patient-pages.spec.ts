import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { startPatientLinks } from "./patient-links";

let links: ReturnType<typeof startPatientLinks>;
let address: string;
test.beforeAll(({ baseURL }) => {
  address = baseURL!;
  links = startPatientLinks();
});
test.afterAll(() => links.close());

const PHONE = { width: 360, height: 640 };
const DESKTOP = { width: 1280, height: 900 };

/** A browser page without JavaScript: what every patient page has to work in. */
async function plain(
  browser: Browser,
  work: (page: Page) => Promise<void>,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, baseURL: address, ...options });
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const state = async (appointmentId: string) =>
  (await links.read("select lifecycle, confirmation, cancel_reason as reason from appointment where id = $1", [appointmentId]))[0];
const stops = async (endpointId: string) =>
  (await links.read("select channel from suppression where endpoint_id = $1 and lifted_at is null order by channel", [endpointId])).map(
    (row) => row.channel,
  );

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`[REM-03] a visit is confirmed, then cancelled with a reason, ${how}`, async ({ browser }) => {
    const { token, appointmentId } = await links.visit();
    await plain(
      browser,
      async (page) => {
        const response = await page.goto(`/p/${token}`);
        expect(response?.headers()).toMatchObject({
          "x-robots-tag": expect.stringContaining("noindex"),
          "cache-control": expect.stringContaining("no-store"),
        });
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Can you come to this visit?");
        await expect(page).toHaveTitle("Your visit – Harbor Family Health");
        await expect(page.locator("meta[name=referrer]")).toHaveAttribute("content", "no-referrer");
        await expect(page.locator("header")).toContainText("Harbor Family Health");
        await page.getByRole("button", { name: "Yes, I will come" }).click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is confirmed");
        expect(await state(appointmentId)).toMatchObject({ confirmation: "confirmed" });
        await page.reload();
        await page.getByRole("link", { name: "No, cancel this visit" }).click();
        await page.getByLabel("Why do you want to cancel?").fill("I have to work\nthat day");
        await page.getByRole("button", { name: "Yes, cancel this visit" }).click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is canceled");
        expect(await state(appointmentId)).toEqual({
          lifecycle: "cancelled",
          confirmation: "declined",
          reason: "I have to work\nthat day",
        });
        await page.goto(`/p/${token}/confirm`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("This visit cannot be confirmed here");
      },
      { javaScriptEnabled },
    );
  });
}

test("[REM-03] opening any of the links, as a scanner does, changes nothing", async ({ browser, request }) => {
  const { token, appointmentId } = await links.visit();
  await plain(browser, async (page) => {
    for (const path of ["", "/confirm", "/cancel", "/preferences", "/language?lang=es"]) await page.goto(`/p/${token}${path}`);
  });
  const file = await request.get(`/p/${token}/calendar.ics`);
  expect(file.headers()["content-type"]).toContain("text/calendar");
  expect(await file.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  for (const path of ["answer", "choose"]) expect((await request.get(`/p/${token}/${path}`)).status()).toBe(405);
  expect(await state(appointmentId)).toEqual({ lifecycle: "booked", confirmation: "unconfirmed", reason: null });
});

test("[REM-03] a reason that is too long is said on top and beside the field", async ({ browser }) => {
  const { token, appointmentId } = await links.visit();
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}/cancel`);
    const [revision] = await page.locator("input[name=revision]").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    const response = await page.request.post(`/p/${token}/answer`, {
      form: { answer: "cancel", revision: revision!, reason: "x".repeat(501) },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(303);
    await page.goto(response.headers().location!);
    await expect(page.getByRole("alert")).toContainText("500 characters or fewer");
    await expect(page.getByLabel("Why do you want to cancel?")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Why do you want to cancel?")).toHaveAccessibleDescription(/500 characters or fewer/);
    expect(await state(appointmentId)).toMatchObject({ lifecycle: "booked" });
  });
});

test("[CON-12] the language switch is remembered, and holds without cookies", async ({ browser }) => {
  const { token } = await links.visit();
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}`);
    await page.getByRole("link", { name: "Español" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("¿Puede venir a esta cita?");
    await page.goto(`/p/${token}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await page.context().clearCookies();
    await page.goto(`/p/${token}?lang=es`);
    await page.getByRole("link", { name: "No, cancelar esta cita" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("¿Quiere cancelar esta cita?");
    await page.getByRole("button", { name: "Sí, cancelar esta cita" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Su cita está cancelada");
  });
});

test("[CON-09] [CON-11] messages are stopped and started on the preferences page", async ({ browser }) => {
  const { token, endpointId } = await links.contact("preferences", "sms");
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}/preferences`);
    await page.getByRole("button", { name: "Stop all messages" }).click();
    await expect(page.getByText("Messages are off")).toBeVisible();
    expect(await stops(endpointId)).toEqual(["sms", "voice"]);
    await expect(page.getByText(/text START to \(833\) 555-0142/)).toBeVisible();
    await page.getByRole("button", { name: "Turn automatic calls on again" }).click();
    expect(await stops(endpointId)).toEqual(["sms"]);
  });
});

test("[CON-11] [TPL-10] one-click unsubscribe acts on a post, not on a look; the page can undo it", async ({ browser, request }) => {
  const { token, endpointId } = await links.contact("unsubscribe", "email");
  await plain(browser, async (page) => {
    await page.goto(`/api/unsubscribe/${token}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Do you want to stop e-mails from Harbor Family Health?");
    expect(await stops(endpointId)).toEqual([]);
    const posted = await request.post(`/api/unsubscribe/${token}`, { form: { "List-Unsubscribe": "One-Click" }, maxRedirects: 0 });
    expect(posted.status()).toBe(200);
    expect(await stops(endpointId)).toEqual(["email"]);
    await page.reload();
    await page.getByRole("button", { name: "Turn e-mails on again" }).click();
    expect(await stops(endpointId)).toEqual([]);
    await page.getByRole("button", { name: "Stop e-mails" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("E-mails are off");
    expect(await stops(endpointId)).toEqual(["email"]);
  });
  expect((await request.post(`/api/unsubscribe/${"2".repeat(17)}`)).status()).toBe(404);
});

test("[APP-01] [DLV-16] a sensitive visit's page names no type, no provider, no facility, and nobody's last name", async ({ browser }) => {
  const { token } = await links.visit({ sensitive: true });
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}`);
    await expect(page.getByText("120 Main Street")).toBeVisible();
    expect(await page.content()).not.toMatch(/Behavioral|Okafor|Harbor Main Street|Santos|Lindgren|Zhao/);
  });
});

test("[APP-05] a link that does not open says so in plain words, without a hint", async ({ browser }) => {
  await plain(browser, async (page) => {
    for (const token of ["2".repeat(17), "nonsense"]) {
      await page.goto(`/p/${token}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("We cannot find this page");
      await expect(page.locator("body")).not.toContainText("Harbor");
    }
  });
});

test("[REM-03] the first screen of a small phone has the clinic, the day, the place and both buttons", async ({ browser }) => {
  const { token } = await links.visit();
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}`);
    for (const seen of [
      page.getByText("Harbor Family Health").first(),
      page.getByText(/^\w+day, \w+ \d+, \d{4}$/),
      page.getByText("120 Main Street"),
      page.getByRole("button", { name: "Yes, I will come" }),
      page.getByRole("link", { name: "No, cancel this visit" }),
    ])
      await expect(seen).toBeInViewport({ ratio: 1 });
    const targets = page.locator("main a, main button, header a, footer a");
    for (const box of await Promise.all((await targets.all()).map((target) => target.boundingBox())))
      expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
  // 200 % zoom of a phone is half its width.
  await plain(
    browser,
    async (page) => {
      await page.goto(`/p/${token}/cancel`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    },
    { viewport: { width: 320, height: 640 } },
  );
});

for (const colorScheme of ["light", "dark"] as const)
  for (const [device, viewport] of [
    ["phone", PHONE],
    ["desktop", DESKTOP],
  ] as const)
    test(`patient pages, ${colorScheme}, ${device}: axe finds nothing, and nothing is loaded from elsewhere`, async ({ browser }) => {
      const { token } = await links.visit();
      const contact = await links.contact("unsubscribe", "email");
      const context = await browser.newContext({ colorScheme, viewport, baseURL: address, reducedMotion: "reduce" });
      const page = await context.newPage();
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => request.url().startsWith(address) || elsewhere.push(request.url()));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      for (const path of [
        `/p/${token}`,
        `/p/${token}/confirm`,
        `/p/${token}/cancel?problem=reason`,
        `/p/${contact.token}/preferences`,
        `/p/${contact.token}/unsubscribe`,
        "/p/none",
      ]) {
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => `${path} ${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
      }
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

test("patient pages: from the keyboard alone a visit is confirmed", async ({ browser }) => {
  const { token, appointmentId } = await links.visit();
  await plain(browser, async (page) => {
    await page.goto(`/p/${token}`);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
    const button = page.getByRole("button", { name: "Yes, I will come" });
    for (let i = 0; i < 8 && !(await button.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your visit is confirmed");
    expect(await state(appointmentId)).toMatchObject({ confirmation: "confirmed" });
  });
});
