// What the page asks the server for. Every address is relative to the page's own, which holds the token.

export class Refused extends Error {
  constructor(status, data) {
    super(data.message || `The server answered with ${status}.`);
    this.status = status;
    this.data = data;
  }
}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, { message: "The review does not answer; was it ended where it was started?" });
  }
  let data;
  try {
    data = await response.json();
  } catch {
    data = {};
  }
  if (!response.ok) throw new Refused(response.status, data);
  return data;
}

function get(path, values = {}) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return answer(query ? `${path}?${query}` : path);
}

const post = (path, body) =>
  answer(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const server = {
  files: () => get("api/files"),
  layout: (file) => get(`api/files/${file}/layout`),
  sheets: (file, start, count, first) => get(`api/files/${file}/sheets`, { start, count, first }),
  comparison: (file, start, count) => get(`api/files/${file}/comparison`, { start, count }),
  items: (file, start, count, filter) => get(`api/files/${file}/items`, { start, count, ...filter }),
  detail: (file, id, filter) => get(`api/files/${file}/items/${id}`, filter),
  beside: (file, id, way, filter) => get(`api/files/${file}/beside`, { id, way, ...filter }),
  rules: (file) => get(`api/files/${file}/rules`),
  act: (file, body) => post(`api/files/${file}/actions`, body),
  reload: (file, revision) => post(`api/files/${file}/reload`, { revision }),
  write: (revisions, end) => post("api/write", { revisions, end }),
  leave: () => post("api/leave", {}),

  // Calls `take` with whatever is new, `lost` when the connection breaks; the browser connects again by itself.
  news(take, lost) {
    const source = new EventSource("api/news");
    source.onmessage = (event) => take(JSON.parse(event.data));
    source.onerror = () => lost();
    return source;
  },
};
