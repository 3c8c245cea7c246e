import { expect, test } from "vitest";
import { z } from "zod";
import { demoTwilio, demoWorld } from "@/lib/carriers/simulator/testing";
import { createTwilio } from "@/lib/carriers/twilio";
import { patched } from "./twilio-quirks";
import { contractProxy, describeContract, documentShape, only } from "./validator";

const answerShape = z.looseObject({ properties: z.record(z.string(), z.looseObject({ $ref: z.string().optional() })) });
const PATH = "/v2/PhoneNumbers/{PhoneNumber}";

describeContract("Twilio Lookups' API description", "twilio_lookups_v2.json", (document) => {
  test("[CON-02] the look-up that we ask for and what the stand-in answers both fit", async () => {
    const demo = await demoWorld({});
    const { servers: _, ...path } = document.paths[PATH]!;
    const spec = documentShape.parse(patched({ ...only(document, [PATH]), paths: { [PATH]: path } }));
    // What was not asked for comes as null (as in the description's own example), which the description's references forbid.
    const answer = answerShape.parse(spec.components.schemas.LookupResponse);
    for (const name of Object.keys(answer.properties))
      if (answer.properties[name]!.$ref && name !== "line_type_intelligence") answer.properties[name] = {};
    spec.components.schemas.LookupResponse = answer;
    const proxy = await contractProxy(spec, demo.url, "array");
    const twilio = createTwilio({ ...demoTwilio, baseUrl: proxy.url, timeoutMs: 5_000 });
    try {
      expect(await twilio.lookup.lineType("+12065550123")).toBe("mobile");
      expect(await twilio.lookup.lineType("+12065550177")).toBe("landline");
      expect(proxy.violations).toEqual([]);
      expect(proxy.seen).toHaveLength(2);
    } finally {
      twilio.close();
      await proxy.stop();
      await demo.stop();
    }
  });
});
