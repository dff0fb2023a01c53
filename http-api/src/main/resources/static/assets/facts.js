// The single facts of a case, looked up by their paths: this is where answers that cite a fact lead to.

import { contentOf, h } from "./dom.js";

/** The kinds of evidence by the first word of a path. */
const ROOTS = { jfr: "Recording", sql: "Statements", load: "Load test", cross: "All together", said: "What was said" };

const href = (id, of) => `/cases/${id}/facts?of=${encodeURIComponent(of)}`;

/** Where a fact is shown together with its neighbours. */
export const factHref = (id, path) => href(id, path.slice(0, path.lastIndexOf(".") + 1)) + "#fact-" + encodeURIComponent(path);

/** Those that the server sent for this address, and a way to others. */
export function facts(id, text, go) {
  const of = new URLSearchParams(location.search).get("of") ?? "";
  const field = h("input", { id: "of", type: "search", autocomplete: "off", spellcheck: "false", placeholder: "sql.statements[0]." });
  field.value = of;
  return h("section", { class: "report", "aria-label": "Facts" }, h("h2", { tabindex: "-1" }, "Facts"),
    h("p", {}, "All that was measured or said, each under the path by which answers cite it: ",
      Object.entries(ROOTS).flatMap(([root, name]) => [h("a", { href: href(id, root + ".") }, name), " "])),
    h("form", { role: "search", onsubmit: event => {
      event.preventDefault();
      go(href(id, field.value.trim()));
    } }, h("label", { for: "of" }, "Facts whose path begins with"), field, h("button", { class: "primary", type: "submit" }, "Show")),
    contentOf(text).nodes);
}
