import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { GET } from "./[organization]/[logo]/route";
import { organizationFacts } from "@/lib/delivery/wording-input";
import { loadPractice } from "@/lib/patient-pages/practice";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { emailHtml } from "@/lib/templates/email-layout";
import { accentOf } from "@/lib/practice/branding/accent";
import { readLogo } from "@/lib/practice/branding/logo-rules";
import { getBranding } from "@/lib/practice/branding/queries";
import { saveBranding } from "@/lib/practice/branding/save-branding";
import { saveLogo } from "@/lib/practice/branding/save-logo";
import { brandingInput, logoInput } from "@/lib/practice/branding/schemas";

const database = useTestDatabase();

/** The head of a PNG: all that is looked at. */
function png(width: number, height: number): Buffer {
  const data = Buffer.alloc(40);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(data);
  data.writeUInt32BE(13, 8);
  data.write("IHDR", 12, "latin1");
  data.writeUInt32BE(width, 16);
  data.writeUInt32BE(height, 20);
  return data;
}

const branding = (over: object = {}) =>
  brandingInput.parse({
    name: "Harbor Family Clinic",
    phone: "(212) 555-0133",
    website: "https://harbor.example",
    accent: "#FFD400",
    ...over,
  });
const fetchLogo = (url: string): Promise<Response> => {
  const [organization = "", logo = ""] = url.split("/").slice(-2);
  return GET(new Request(`https://luma.example${url}`), { params: Promise.resolve({ organization, logo }) });
};

describe("branding", () => {
  test("[ADM-02] name, phone, website and colour are saved with their trail, and patients see them; the same again changes nothing", async () => {
    const org = await makeOrganization(database.urls, { name: "Old Name" });
    expect(await org.asAdmin((ctx) => saveBranding(ctx, branding()))).toEqual({ changed: true });
    expect(await org.asAdmin((ctx) => saveBranding(ctx, branding()))).toEqual({ changed: false });
    expect(await org.asStaff(getBranding)).toEqual({
      name: "Harbor Family Clinic",
      phone: "+12125550133",
      website: "https://harbor.example",
      accent: "#ffd400",
      logoUrl: null,
    });
    expect(await org.asWorkflow(loadPractice)).toMatchObject({ name: "Harbor Family Clinic", accent: "#ffd400", logoUrl: null });
    const entries = await database.query("select detail from audit_entry where organization_id = $1 and action = 'save-branding'", [
      org.organizationId,
    ]);
    expect(entries.map((e) => e.detail)).toEqual([expect.objectContaining({ "old name": "Old Name", "new name": "Harbor Family Clinic" })]);
  });

  test("[ADM-02] a colour or address that is none is refused beside its field", () => {
    const bad = brandingInput.safeParse({ ...branding(), accent: "yellow", website: "javascript:alert(1)", name: " " });
    expect(bad.error?.issues.map((issue) => issue.path[0]).sort()).toEqual(["accent", "name", "website"]);
  });

  test("[ADM-02] a logo is stored, shown to anyone by its address, put on pages and e-mails, and taken away; sent e-mails keep theirs", async () => {
    const org = await makeOrganization(database.urls);
    const { logoId } = await org.asAdmin((ctx) => saveLogo(ctx, { logo: png(200, 80) }));
    const url = `/api/logo/${org.organizationId}/${logoId}`;
    expect((await org.asWorkflow(loadPractice)).logoUrl).toBe(url);
    expect(await org.asWorkflow(organizationFacts)).toMatchObject({ logo: url });
    const answer = await fetchLogo(url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png(200, 80));
    await org.asAdmin((ctx) => saveLogo(ctx, { logo: null }));
    expect((await org.asStaff(getBranding)).logoUrl).toBeNull();
    expect((await fetchLogo(url)).status).toBe(200);
    expect((await fetchLogo("/api/logo/nonsense/1")).status).toBe(404);
  });

  test("[ADM-02] [SEC-02] only an admin may, and only for the own organization", async () => {
    const org = await makeOrganization(database.urls, { name: "Mine" });
    const other = await makeOrganization(database.urls, { name: "Theirs" });
    await expect(org.asManager((ctx) => saveBranding(ctx, branding()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(org.asManager((ctx) => saveLogo(ctx, { logo: null }))).rejects.toMatchObject({ code: "forbidden" });
    const { logoId } = await other.asAdmin((ctx) => saveLogo(ctx, { logo: png(64, 64) }));
    await org.asAdmin((ctx) => saveBranding(ctx, branding({ name: "Changed" })));
    expect(await other.asStaff(getBranding)).toMatchObject({ name: "Theirs" });
    expect((await fetchLogo(`/api/logo/${org.organizationId}/${logoId}`)).status).toBe(404);
  });
});

test("[ADM-02] [SEC-04] what a logo is says its content: no SVG, no page, no giant, no speck, nothing too large", async () => {
  expect(readLogo(png(200, 80))).toEqual({ mediaType: "image/png", width: 200, height: 80 });
  const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffc00011080050012003012200021101031101", "hex");
  expect(readLogo(jpeg)).toEqual({ mediaType: "image/jpeg", width: 288, height: 80 });
  for (const bad of ["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "<html></html>", "", "\u{89}PNG"])
    expect(readLogo(Buffer.from(bad))).toEqual({ problem: "This is not a PNG or JPEG picture." });
  expect(readLogo(png(20_000, 200))).toHaveProperty("problem", expect.stringContaining("at most 2000"));
  expect(readLogo(png(8, 8))).toHaveProperty("problem", expect.stringContaining("at least 32"));
  expect(readLogo(Buffer.concat([png(64, 64), Buffer.alloc(300_000)]))).toHaveProperty("problem", expect.stringContaining("300 KB"));
  const org = await makeOrganization(database.urls);
  await expect(org.asAdmin((ctx) => saveLogo(ctx, { logo: Buffer.from("<svg/>") }))).rejects.toMatchObject({ code: "invalid" });
  expect(logoInput.safeParse({ logo: "not base64!" }).success).toBe(false);
});

test("[ADM-02] e-mails show the colour made readable, and a logo over https only", () => {
  const html = (logoUrl: string) =>
    emailHtml("<p>Hello</p>", { language: "en", subject: "A visit", brand: { name: "Harbor", color: "#ffd400", logoUrl } });
  expect(html("https://luma.example/api/logo/1/2")).toContain('<img src="https://luma.example/api/logo/1/2" alt="Harbor"');
  expect(html("http://localhost/api/logo/1/2")).not.toContain("<img");
  expect(html("")).toContain(`background: ${accentOf("#ffd400")!.light.accent}`);
  expect(html("")).not.toContain("#ffd400");
});
