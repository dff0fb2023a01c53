"use strict";
// What a report can do with a script that it can not without: it shows all of its content either way.

const svgElement = (name, into, attributes = {}) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  into.append(element);
  return element;
};

// A picture that takes keys of its own is no mere picture to those who can not see it; there is one stop for it, not two.
const live = (svg, keys) => {
  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-keyshortcuts", keys);
  svg.parentElement.removeAttribute("tabindex");
  svg.classList.add("live");
};

// A click on a call makes it as wide as the picture; a click on it again, or Escape, shows all again. Arrow keys go from call
// to call, Enter is the click.
const zoom = svg => {
  const calls = [...svg.querySelectorAll("g")].map(g => {
    const rect = g.querySelector("rect"), text = g.querySelector("text"), tip = g.querySelector("title").textContent;
    const x = +rect.getAttribute("x"), y = +rect.getAttribute("y"), width = +rect.getAttribute("width");
    return { g, rect, text, tip, x, y, width, mark: g.dataset.mark ?? "", full: tip.replace(/: [^:]*$/, "") };
  });
  const all = svg.viewBox.baseVal.width;
  let focused = null;
  const draw = focus => {
    focused = focus;
    const from = focus ? focus.x : 0, scale = focus ? all / focus.width : 1;
    for (const call of calls) {
      const above = focus && call.y < focus.y && call.x <= focus.x && call.x + call.width >= focus.x + focus.width - 1;
      const x = above ? 0 : (call.x - from) * scale, width = above ? all : call.width * scale;
      const shown = x > -1 && x < all && width >= 0.3;
      call.g.setAttribute("visibility", shown ? "visible" : "hidden");
      call.rect.setAttribute("x", x);
      call.rect.setAttribute("width", Math.max(0.5, Math.min(width, all - x)));
      const room = Math.floor((width - 6) / 6.2);
      if (!call.text && room >= 4) {
        call.text = svgElement("text", call.g, { y: call.y + 13 });
      }
      if (call.text) {
        const name = call.mark + (call.mark.length + call.full.length <= room ? call.full : call.full.replace(/\b(?:[a-z_]\w*\.)+(?=[A-Z])/g, ""));
        call.text.setAttribute("x", x + 3);
        call.text.textContent = room < 4 ? "" : name.length <= room ? name : name.slice(0, room - 1) + "\u2026";
      }
    }
  };
  const tell = find(svg, calls, all);
  let at = null;
  const go = call => {
    at?.g.classList.remove("at");
    at = call ?? at;
    at?.g.classList.add("at");
    tell(at?.tip ?? "");
  };
  for (const call of calls) {
    call.g.addEventListener("click", () => {
      draw(focused === call ? null : call);
      go(call);
    });
  }
  const seen = call => call.g.getAttribute("visibility") !== "hidden";
  const inside = (call, of) => call.x >= of.x - 0.3 && call.x + call.width <= of.x + of.width + 0.3;
  const deeper = Math.min(...calls.map(call => call.y).filter(y => y > 0));
  const ways = {
    ArrowDown: () => calls.find(call => call.y === at.y + deeper && inside(call, at) && seen(call)),
    ArrowUp: () => calls.find(call => call.y === at.y - deeper && inside(at, call)),
    ArrowRight: () => calls.find(call => call.y === at.y && call.x > at.x && seen(call)),
    ArrowLeft: () => calls.findLast(call => call.y === at.y && call.x < at.x && seen(call)),
  };
  svg.addEventListener("keydown", event => {
    if (event.key in ways) {
      event.preventDefault();
      go(at ? ways[event.key]() : calls[0]);
    } else if (event.key === "Enter" && at) {
      draw(focused === at ? null : at);
    } else if (event.key === "Escape") {
      draw(null);
    }
  });
  svg.addEventListener("blur", () => at?.g.classList.remove("at"));
  live(svg, "ArrowUp ArrowDown ArrowLeft ArrowRight Enter Escape");
};

// Calls with some words in their names stand out, with what they hold together; below is told what is pointed at.
const find = (svg, calls, all) => {
  const field = document.createElement("input"), label = document.createElement("label");
  const found = document.createElement("span"), pointed = document.createElement("p");
  field.type = "search";
  found.setAttribute("role", "status");
  pointed.setAttribute("role", "status");
  found.className = pointed.className = "detail";
  label.append("Find calls ", field);
  const tools = document.createElement("div");
  tools.className = "tools flame-tools";
  tools.append(label, found);
  svg.parentElement.before(tools);
  svg.parentElement.after(pointed);
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    let count = 0, share = 0, end = -1;
    for (const call of calls) {
      const hit = words !== "" && call.full.toLowerCase().includes(words);
      call.g.classList.toggle("found", hit);
      count += hit;
      // Callers come first: what a found call holds is counted with it.
      if (hit && call.x >= end - 0.3) {
        share += call.width / all;
        end = call.x + call.width;
      }
    }
    found.textContent = words && `${count} found, ${(100 * share).toPrecision(3)} % of the width`;
  });
  const tell = text => (pointed.textContent = text);
  svg.addEventListener("pointerover", event => {
    const g = event.target.closest("g");
    tell(g ? g.querySelector("title").textContent : "");
  });
  svg.addEventListener("pointerleave", () => tell(""));
  return tell;
};

// A line under the pointer, or moved by arrow keys, reads all amounts of the timeline at one time.
const read = svg => {
  const [left, width, steps] = svg.dataset.axis.split(" ").map(Number);
  const [from, step] = svg.dataset.time.split(" ").map(Number);
  const labels = [...svg.querySelectorAll("[data-at]")].map(text => ({ text, most: text.textContent, at: text.dataset.at.split("|") }));
  const line = svgElement("path", svg, { class: "cursor" }), time = svgElement("text", svg, { class: "cursor-time", y: 14 });
  let shown = -1;
  const show = at => {
    shown = at;
    const off = at < 0;
    svg.classList.toggle("reading", !off);
    const x = left + (at + 0.5) * width / steps;
    line.setAttribute("d", off ? "" : `M${x} 20V${svg.viewBox.baseVal.height}`);
    time.setAttribute("x", x);
    const iso = off ? "" : new Date(from + at * step).toISOString();
    time.textContent = steps * step > 864e5 ? iso.slice(5, 16).replace("T", " ") : iso.slice(11, 19);
    labels.forEach(label => (label.text.textContent = off ? label.most : label.at[at] || "unknown"));
  };
  svg.addEventListener("pointermove", event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
    const at = Math.floor((x - left) / width * steps);
    show(at >= 0 && at < steps ? at : -1);
  });
  svg.addEventListener("pointerleave", () => show(-1));
  svg.addEventListener("blur", () => show(-1));
  svg.addEventListener("keydown", event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) {
      event.preventDefault();
      show(Math.min(steps - 1, Math.max(0, shown + by)));
    } else if (event.key === "Escape") {
      show(-1);
    }
  });
  live(svg, "ArrowLeft ArrowRight Escape");
};

document.querySelectorAll("svg.flame:not(.live)").forEach(zoom);
document.querySelectorAll("svg.timeline:not(.live)").forEach(read);
