import { z } from "zod";

const fieldsOf = z.record(z.string(), z.unknown());
const formShape = z.object({ schema: z.object({ properties: z.record(z.string(), z.object({ type: z.string().optional() })) }) });

/** What Twilio's description gets wrong: lists without an encoding, `nullable` without a type. */
export function patched(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(patched);
  const fields = fieldsOf.safeParse(node).data;
  if (!fields) return node;
  const copy = Object.fromEntries(Object.entries(fields).map(([name, child]) => [name, patched(child)]));
  if (copy["nullable"] === true && copy["type"] === undefined && copy["$ref"] === undefined) delete copy["nullable"];
  const form = formShape.safeParse(copy["application/x-www-form-urlencoded"]).data;
  if (!form) return copy;
  const lists = Object.entries(form.schema.properties).filter(([, { type }]) => type === "array");
  const encoding = Object.fromEntries(lists.map(([name]) => [name, { style: "form", explode: true }]));
  return { ...copy, "application/x-www-form-urlencoded": { ...fieldsOf.parse(copy["application/x-www-form-urlencoded"]), encoding } };
}
