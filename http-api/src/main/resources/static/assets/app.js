// Every view has an address; going to one ends what the view before was doing.

import { show } from "./case.js";
import { compare } from "./compare.js";
import { failure, h } from "./dom.js";
import { rule, rules } from "./rules.js";
import { list, start } from "./start.js";

const view = document.getElementById("view");
const here = () => location.pathname + location.search;
let current = new AbortController();
let shown = "";

const AREAS = { "": "Performance Advisor", cases: "Cases", compare: "Compare", rules: "Rules" };

async function draw(state = {}) {
  current.abort();
  current = new AbortController();
  shown = here();
  view.replaceChildren();
  const [, area, id, tab] = location.pathname.split("/").map(decodeURIComponent);
  const signal = current.signal;
  document.title = area ? (AREAS[area] ?? area) + " \u2013 " + AREAS[""] : AREAS[""];
  try {
    if (!area) {
      await Promise.all([start(view, go), focus()]);
    } else if (area === "cases" && !id) {
      await Promise.all([list(view, go, signal), focus()]);
    } else if (area === "cases") {
      await Promise.all([show(view, id, tab || "report", state.files || [], go, signal), focus()]);
    } else if (area === "compare") {
      await Promise.all([compare(view, go, signal), focus()]);
    } else if (area === "rules" && !id) {
      await Promise.all([rules(view, go, signal), focus()]);
    } else {
      await Promise.all([rule(view, id, go, signal), focus()]);
    }
  } catch (problem) {
    view.replaceChildren(h("main", { class: "page" }, failure(problem, draw)));
  }
}

function focus() {
  if (!location.hash && document.activeElement !== document.body) {
    view.querySelector("h1")?.focus({ preventScroll: true });
  }
  for (const link of document.querySelectorAll(".top nav a")) {
    if (link.getAttribute("href") === location.pathname) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function go(path, state) {
  // Trying the same again is no further step to go back over.
  if (path === here() + location.hash) {
    history.replaceState(null, "", path);
  } else {
    history.pushState(null, "", path);
  }
  scrollTo(0, 0);
  draw(state);
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const to = new URL(link.href);
  const ours = to.origin === location.origin && !link.hasAttribute("download") && /^\/($|cases|compare|rules)/.test(to.pathname);
  if (!ours || (to.pathname + to.search === here() && to.hash)) {
    return;
  }
  event.preventDefault();
  go(to.pathname + to.search + to.hash);
});
// A file that is dropped beside the place for it would be opened, and all that was written lost.
["dragover", "drop"].forEach(kind => addEventListener(kind, event => event.preventDefault()));

// A view comes piece by piece: where somebody was in it is found again when all of it is there.
history.scrollRestoration = "manual";
let resting = 0;
addEventListener("scroll", () => {
  clearTimeout(resting);
  const place = here();
  resting = setTimeout(() => place === here() && history.replaceState({ scroll: scrollY }, ""), 150);
});
const drawAgain = async () => {
  const scroll = history.state?.scroll, place = here();
  await draw();
  if (scroll && place === here()) {
    scrollTo(0, scroll);
  }
};
addEventListener("popstate", () => {
  if (here() !== shown) {
    drawAgain();
  } else if (history.state || !location.hash) {
    scrollTo(0, history.state?.scroll ?? 0);
  }
});
drawAgain();
