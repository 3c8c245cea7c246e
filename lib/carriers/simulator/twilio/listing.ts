/** Twilio's list answers: a page of items with the addresses of its neighbours. */

/** Cuts the page that the query asks for (`PageSize` ≤ 1000, default 50; `Page` from 0). */
export function listPage<T>(
  name: string,
  items: T[],
  json: (item: T) => unknown,
  query: URLSearchParams,
  path: string,
): Record<string, unknown> {
  const size = Math.min(1000, Math.max(1, Number(query.get("PageSize") ?? 50) || 50));
  const page = Math.max(0, Number(query.get("Page") ?? 0) || 0);
  const start = page * size;
  const shown = items.slice(start, start + size);
  const uri = (number: number) => {
    const params = new URLSearchParams(query);
    params.set("PageSize", String(size));
    params.set("Page", String(number));
    return `${path}?${params.toString()}`;
  };
  return {
    end: start + Math.max(0, shown.length - 1),
    first_page_uri: uri(0),
    next_page_uri: items.length > start + size ? uri(page + 1) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    start,
    uri: uri(page),
    [name]: shown.map(json),
  };
}
