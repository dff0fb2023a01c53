// Requests to the REST interface. What goes wrong is thrown as a problem: {title, detail, status}.

const CASES = "/api/v1/cases";

const KEY = "advisor.key";

/** Remembers the key of a server that asks for one, until the window is closed. */
export const useKey = key => sessionStorage.setItem(KEY, key);
export const hasKey = () => sessionStorage.getItem(KEY) !== null;

const withKey = headers => {
  const key = sessionStorage.getItem(KEY);
  return { ...headers, ...(key ? { Authorization: "Bearer " + key } : {}) };
};

const OUT_OF_REACH = { title: "The server can not be reached", detail: "Is it running, and is there a network?", status: 0 };

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: withKey(options.headers) });
  } catch (cause) {
    throw cause.name === "AbortError" ? cause : OUT_OF_REACH;
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function problem(response) {
  try {
    return { status: response.status, ...(await response.json()) };
  } catch {
    return { status: response.status, title: "The server answered " + response.status, detail: response.statusText };
  }
}

const json = (method, body, headers = {}) => ({
  method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

export const getJson = async (path, signal) =>
  (await request(path, { headers: { Accept: "application/json" }, signal })).json();

/** All of a list that is an array, whose pages are named by the header Link. */
export async function getAll(path, signal) {
  const all = [];
  for (let next = path; next;) {
    const response = await request(next, { headers: { Accept: "application/json" }, signal });
    all.push(...await response.json());
    next = response.headers.get("Link")?.match(/<([^>]+)>; rel="next"/)?.[1];
  }
  return all;
}

export const getHtml = async (path, signal) => {
  const response = await request(path, { headers: { Accept: "text/html" }, signal });
  return { status: response.status, text: await response.text() };
};

export const cases = signal => getJson(CASES + "?limit=50", signal);
export const findCase = (id, signal) => getJson(`${CASES}/${encodeURIComponent(id)}`, signal);
export const caseHref = (id, part) => `${CASES}/${encodeURIComponent(id)}/${part}`;

export const createCase = async problem => (await request(CASES, json("POST", { problem }))).json();
export const deleteCase = id => request(`${CASES}/${encodeURIComponent(id)}`, { method: "DELETE" });
export const cancelAnalysis = id => request(caseHref(id, "analysis"), { method: "DELETE" });
export const remove = href => request(href, { method: "DELETE" });

export async function artifacts(id, signal) {
  const all = [];
  for (let next = caseHref(id, "artifacts"); next;) {
    const page = await getJson(next, signal);
    all.push(...page.artifacts);
    next = page.next;
  }
  return all;
}

export const rules = signal => getAll("/api/v1/rules", signal);
export const baselines = signal => getAll("/api/v1/baselines", signal);
export const saveBaseline = async (name, runs) =>
  (await request("/api/v1/baselines", json("POST", { name, runs }))).json();
export const compare = async (comparison, signal) =>
  (await request("/api/v1/comparisons", { ...json("POST", comparison, { Accept: "text/html" }), signal })).text();

export const announce = async (id, file, signal) =>
  (await request(caseHref(id, "uploads"), { ...json("POST", { name: file.name, bytes: file.size }), signal })).json();

/** Sends a piece of an upload, and tells how many bytes of it are sent, which fetch does not; true when it was the last. */
export const append = (href, offset, blob, sent, signal) => new Promise((done, failed) => {
  const sending = new XMLHttpRequest();
  sending.open("PATCH", href);
  const headers = { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
  Object.entries(withKey(headers)).forEach(([name, value]) => sending.setRequestHeader(name, value));
  sending.upload.addEventListener("progress", event => sent(event.loaded));
  sending.addEventListener("load", async () => {
    const { status, statusText } = sending;
    status < 300 ? done(status === 202) : failed(await problem(new Response(sending.responseText, { status, statusText })));
  });
  sending.addEventListener("error", () => failed(OUT_OF_REACH));
  sending.addEventListener("abort", () => failed(new DOMException("stopped", "AbortError")));
  signal.addEventListener("abort", () => sending.abort());
  sending.send(blob);
});

/** Says something; {@code heard(event, data)} is called for each event of the answer. */
export async function sendMessage(id, text, heard, signal) {
  await listen(await request(caseHref(id, "messages"),
    { ...json("POST", { text }, { Accept: "text/event-stream" }), signal }), heard);
}

/**
 * What happens in a case, from the first event on; goes on where it was when the connection breaks off, of which
 * {@code reached(false)} tells, and {@code reached(true)} of its coming back.
 */
export async function events(id, heard, reached, signal) {
  let last = "0";
  while (!signal.aborted) {
    try {
      const response = await request(caseHref(id, "events"),
        { headers: { Accept: "text/event-stream", "Last-Event-ID": last }, signal });
      reached(true);
      await listen(response, (kind, data, number) => {
        last = number || last;
        heard(kind, data);
      });
    } catch (problem) {
      if (problem.name === "AbortError" || (problem.status >= 400 && problem.status < 500)) {
        return;
      }
      // One that breaks off has no status yet: only what can not be begun anew is out of reach.
      if (problem.status !== undefined) {
        reached(false);
      }
    }
    await new Promise(done => setTimeout(done, 2000));
  }
}

async function listen(response, heard) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let left = "";
  for (;;) {
    const { done, value } = await reader.read();
    left += value ?? "";
    const events = left.split(/\r?\n\r?\n/);
    left = events.pop();
    for (const event of events) {
      const fields = event.split(/\r?\n/).map(line => line.match(/^(\w+): ?(.*)$/)).filter(Boolean);
      const of = name => fields.filter(field => field[1] === name).map(field => field[2]).join("\n");
      if (of("data")) {
        heard(of("event") || "message", JSON.parse(of("data")), of("id"));
      }
    }
    if (done) {
      return;
    }
  }
}
