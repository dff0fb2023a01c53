import { hasKey, useKey } from "./api.js";

// Elements are made from names, attributes and children; text is never taken for markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value != null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

/** Says something to those who listen to the page. */
export function say(text) {
  document.getElementById("status").textContent = text;
}

/** The content of a page of the server, to be shown inside this one. It is parsed, not loaded: nothing in it can run. */
export function contentOf(html) {
  const page = new DOMParser().parseFromString(html.replace(/<style>[^<]*<\/style>/, ""), "text/html");
  const content = [...page.querySelectorAll("main.report > :not(h1, .subtitle, script)")];
  return { title: page.querySelector("h1").textContent, nodes: content.map(node => document.importNode(node, true)) };
}

let pictures = 0;

/** Lets flame graphs that were put into the page be zoomed into; a module runs once for each address. */
export const draw = () => import("/assets/report.js?" + ++pictures);

/** What an address points at comes with the rest of a view, and may be folded; a row that a long table leaves out leads to the table. */
export function showTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && (document.getElementById(id) ?? document.getElementById(id.replace(/-\d+$/, "s")));
  if (target) {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    // Set anew, so that the browser takes it for the target, too.
    location.replace(location.href);
    target.scrollIntoView();
  }
}

function keyForm(again) {
  const input = h("input", { id: "key", type: "password", autocomplete: "off" });
  return h("form", { class: "state key", role: "alert", onsubmit: event => {
    event.preventDefault();
    useKey(input.value.trim());
    again();
  } }, h("p", {}, h("strong", {}, hasKey() ? "This server does not know that key" : "This server asks for a key")),
    h("p", {}, "Whoever runs it can make one: ", h("code", {}, "advisor serve keys add NAME"),
      ". It is kept until this tab is closed."),
    h("label", { for: "key" }, "Key of this server"), input, h("button", { class: "primary", type: "submit" }, "Use it"));
}

/** What is shown when something could not be had, with what can be done about it. */
export function failure(problem, again) {
  if (problem.status === 401) {
    return keyForm(again ?? (() => location.reload()));
  }
  return h("div", { class: "state problem", role: "alert" },
    h("p", {}, h("strong", {}, problem.title || "That did not work")),
    h("p", {}, problem.detail || problem.message || String(problem)),
    again && problem.status !== 404 && h("button", { onclick: again }, "Try again"));
}

export function loading(text) {
  return h("p", { class: "state", "aria-busy": "true" }, text);
}

/** A moment, by the clock and in the words of whoever reads it. */
export const when = at => new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

/** {@code 1.4 MB}. */
export function bytes(amount) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return (unit === 0 ? amount : amount.toPrecision(3)) + " " + units[unit];
}

/** Nothing where the browser gives no access to the clipboard, as it does for plain HTTP from another machine. */
export function copyButton(text) {
  if (!navigator.clipboard) {
    return "";
  }
  const button = h("button", { class: "small", type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  return button;
}

/** Offers a text as a file. */
export function download(name, text, type) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
