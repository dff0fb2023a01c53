// What the advisor knows: all rules, and one of them.

import * as api from "./api.js";
import { contentOf, failure, h, loading } from "./dom.js";

/** What the first part of the id of a rule stands for. */
const AREAS = {
  cache: "Caches", class: "Classes", conf: "Settings of the JVM and its container", cpu: "CPU", db: "Connections to databases",
  evidence: "Quality of the evidence", exc: "Exceptions", ext: "Other services", gc: "Garbage collection", host: "The machine",
  http: "Endpoints", io: "Files and sockets", jit: "Compiler of the JVM", jvm: "The JVM itself", k6: "Results of k6",
  load: "Load tests", lock: "Locks", measure: "Measuring", mem: "Memory", net: "Network", orm: "Object-relational mapping",
  pool: "Pools of connections", scale: "Growth with load", sql: "Statements", start: "Warm-up", threads: "Threads",
};

export async function rules(view, go, signal) {
  const place = h("div", {}, loading("Looking for rules"));
  view.append(h("main", { class: "page" }, h("h1", { tabindex: "-1" }, "Rules"), place));
  try {
    const all = await api.rules(signal);
    const count = h("p", { class: "detail", role: "status" });
    const list = h("div", { class: "areas" });
    const filter = h("input", { id: "filter", type: "search", autocomplete: "off" });
    filter.value = new URLSearchParams(location.search).get("q") ?? "";
    const show = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = all.filter(rule => words.every(word => (rule.id + " " + rule.title).toLowerCase().includes(word)));
      count.textContent = found.length === 0 ? "No rule has these words." : `${found.length} of ${all.length} rules`;
      const areas = Map.groupBy(found, rule => rule.id.split(".")[0]);
      list.replaceChildren(...[...areas].flatMap(([area, ofArea]) => [h("h2", { id: area }, AREAS[area] ?? area),
        h("ul", { class: "rules" }, ofArea.map(rule => h("li", {},
          h("a", { href: "/rules/" + encodeURIComponent(rule.id) }, rule.title), " ", h("code", {}, rule.id))))]));
    };
    filter.addEventListener("input", () => {
      history.replaceState(null, "", "/rules" + (filter.value.trim() ? "?q=" + encodeURIComponent(filter.value.trim()) : ""));
      show();
    });
    place.replaceChildren(h("label", { for: "filter" }, "Rules with these words"), filter, count, list);
    show();
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(failure(problem, () => go("/rules")));
    }
  }
}

export async function rule(view, id, go, signal) {
  const title = h("h1", { tabindex: "-1" }, id);
  const place = h("div", { class: "report" }, loading("Opening the rule"));
  view.append(h("main", { class: "page" }, h("p", {}, h("a", { href: "/rules" }, "All rules")), title, place));
  try {
    const { text } = await api.getHtml("/api/v1/rules/" + encodeURIComponent(id), signal);
    const page = contentOf(text);
    title.textContent = page.title;
    document.title = title.textContent + " \u2013 Performance Advisor";
    place.replaceChildren(...page.nodes);
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(failure(problem, () => go("/rules/" + id)));
    }
  }
}
