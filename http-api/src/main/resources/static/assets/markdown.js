// The Markdown that the advisor writes, as elements. Anything else in it stays text.

import { h } from "./dom.js";

const unescape = text => text.replace(/\\([\\`*_[\]<>|#~])/g, "$1");

function inline(text) {
  const parts = [];
  const pattern = /`([^`]+)`|\*\*((?:\\.|[^*\\])+)\*\*|<br>/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(unescape(text.slice(at, match.index)));
    parts.push(match[1] != null ? h("code", {}, match[1]) : match[2] != null ? h("strong", {}, unescape(match[2])) : h("br"));
    at = match.index + match[0].length;
  }
  parts.push(unescape(text.slice(at)));
  return parts;
}

const cells = line => line.replace(/^\s*\|\s?|\s*\|\s*$/g, "").split(/\s(?<!\\)\|\s/).map(cell => cell.trim());

/** Elements of a text. */
export function markdown(text) {
  const lines = text.split("\n");
  const out = [];
  let list = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const fence = line.match(/^(`{3,})/);
    const heading = line.match(/^(#{1,6}) (.*)/);
    const item = line.match(/^- (?:\[([ x])\] )?(.*)/);
    const summary = line.match(/^<details><summary>(.*)<\/summary>$/);
    if (!item) {
      list = null;
    }
    if (fence) {
      const code = [];
      while (++i < lines.length && !lines[i].startsWith(fence[1])) {
        code.push(lines[i]);
      }
      out.push(h("pre", { tabindex: "0" }, h("code", {}, code.join("\n"))));
    } else if (heading) {
      out.push(h("h" + Math.min(6, heading[1].length + 2), {}, inline(heading[2])));
    } else if (item) {
      if (!list) {
        list = h("ul");
        out.push(list);
      }
      list.append(h("li", {}, item[1] == null ? "" : item[1] === "x" ? "\u2611 " : "\u2610 ", inline(item[2])));
    } else if (line.startsWith("|")) {
      const rows = [];
      for (; i < lines.length && lines[i].startsWith("|"); i++) {
        rows.push(lines[i]);
      }
      i--;
      out.push(h("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", {},
        h("thead", {}, h("tr", {}, cells(rows[0]).map(cell => cell ? h("th", { scope: "col" }, inline(cell)) : h("td")))),
        h("tbody", {}, rows.slice(2).map(row => h("tr", {}, cells(row).map(cell => h("td", {}, inline(cell)))))))));
    } else if (summary) {
      const inside = [];
      let depth = 1;
      while (++i < lines.length && depth > 0) {
        depth += lines[i].startsWith("<details>") ? 1 : lines[i] === "</details>" ? -1 : 0;
        if (depth > 0) {
          inside.push(lines[i]);
        }
      }
      i--;
      const label = new DOMParser().parseFromString(summary[1], "text/html").body.textContent;
      out.push(h("details", {}, h("summary", {}, label), markdown(inside.join("\n"))));
    } else if (line.startsWith("> ")) {
      out.push(h("blockquote", {}, inline(line.slice(2))));
    } else if (line.trim()) {
      out.push(h("p", {}, inline(line)));
    }
  }
  return out;
}
