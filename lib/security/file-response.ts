const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** A file that was made as a whole, to be kept by who asked. `name` is letters, digits, dots and hyphens. */
export function fileResponse(content: Buffer, format: keyof typeof TYPES, name: string): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
      "cache-control": "private, no-store",
    },
  });
}
