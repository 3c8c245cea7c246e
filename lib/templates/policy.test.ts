import { describe, expect, test } from "vitest";
import { judgeWords, type ContentPolicy } from "./policy";

const policy = (over: Partial<ContentPolicy> = {}): ContentPolicy => ({
  promotional: "block",
  offensive: "block",
  allowed: ["free clinic"],
  ...over,
});

describe("judgeWords", () => {
  test("[TPL-08] what blocks is named, each word once; what only warns is a warning", () => {
    expect(judgeWords("A FREE gift, free!", policy()).blocked).toContain("“free” and “gift”");
    expect(judgeWords("A free gift", policy({ promotional: "warn" }))).toEqual({ warning: expect.stringContaining("“free”") });
    expect(judgeWords("damn free", policy({ promotional: "warn" }))).toEqual({
      blocked: expect.stringContaining("“damn”"),
      warning: expect.stringContaining("“free”"),
    });
    expect(judgeWords("damn", policy({ offensive: "warn" }))).toEqual({ warning: expect.stringContaining("“damn”") });
    expect(judgeWords("See you on Monday.", policy())).toEqual({});
  });
  test("[TPL-08] words in a shared block count, squigglies and allowed phrases do not", () => {
    expect(judgeWords("Hi. {% render 'offer' %}", policy(), { offer: "50% off" }).blocked).toContain("“%”");
    expect(judgeWords('{{ patientFirstName | default: "free" }} {% if appointmentType == "sale" %}x{% endif %}', policy())).toEqual({});
    expect(judgeWords("The Free Clinic is open.", policy())).toEqual({});
  });
});
