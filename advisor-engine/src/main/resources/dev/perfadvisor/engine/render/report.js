"use strict";
// A click on a call makes it as wide as the picture; a click on it again, or Escape, shows all again.
const zoom = svg => {
  const calls = [...svg.querySelectorAll("g")].map(g => {
    const rect = g.querySelector("rect"), text = g.querySelector("text");
    const x = +rect.getAttribute("x"), y = +rect.getAttribute("y"), width = +rect.getAttribute("width");
    return { g, rect, text, x, y, width, mark: g.dataset.mark ?? "", full: g.querySelector("title").textContent.replace(/: [^:]*$/, "") };
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
        call.text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        call.text.setAttribute("y", call.y + 13);
        call.g.append(call.text);
      }
      if (call.text) {
        const name = call.mark + (call.mark.length + call.full.length <= room ? call.full : call.full.replace(/\b(?:[a-z_]\w*\.)+(?=[A-Z])/g, ""));
        call.text.setAttribute("x", x + 3);
        call.text.textContent = room < 4 ? "" : name.length <= room ? name : name.slice(0, room - 1) + "\u2026";
      }
    }
  };
  for (const call of calls) {
    call.g.setAttribute("tabindex", "-1");
    call.g.addEventListener("click", () => draw(focused === call ? null : call));
  }
  svg.addEventListener("keydown", event => event.key === "Escape" && draw(null));
  svg.classList.add("live");
};
document.querySelectorAll("svg.flame:not(.live)").forEach(zoom);
