/**
 * A download that is written page by page. The first page is made before answering, so that what is refused is an error and no empty
 * file. `name` is the file's name, of letters, digits, dots and hyphens. Throws what the first page throws.
 */
export async function csvResponse(pages: AsyncGenerator<string>, name: string): Promise<Response> {
  const first = await pages.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(first.value ?? "")),
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pages.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
      "cache-control": "private, no-store",
    },
  });
}
