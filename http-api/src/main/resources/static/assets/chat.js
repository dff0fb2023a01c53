// The conversation beside the report.

import * as api from "./api.js";
import { failure, h, say } from "./dom.js";
import { markdown } from "./markdown.js";

const ID = /\b[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+\b/g;

/** Names of causes and findings become links to where the report shows them. */
export function cite(element, caseId) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  for (const text of texts.filter(node => !node.parentElement.closest("a, pre"))) {
    const parts = [];
    let at = 0;
    for (const match of text.data.matchAll(ID)) {
      const target = ["cause-", "finding-"].map(kind => kind + match[0]).find(id => document.getElementById(id));
      if (target) {
        parts.push(text.data.slice(at, match.index));
        parts.push(h("a", { href: `/cases/${caseId}#${target}`, class: "citation" }, match[0]));
        at = match.index + match[0].length;
      }
    }
    if (parts.length > 0) {
      text.replaceWith(...parts, text.data.slice(at));
    }
  }
}

export function chat(caseId, signal) {
  const log = h("ol", { class: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: "0" });
  const input = h("textarea", { id: "message", rows: 2, maxlength: 20000, placeholder: "Why do you think so?" });
  const send = h("button", { class: "primary", type: "submit" }, "Send");
  const shown = new Set();

  const show = message => {
    if (!shown.has(message.number)) {
      shown.add(message.number);
      const own = message.speaker === "user";
      const body = h("div", { class: "said" }, own ? h("p", {}, message.text) : markdown(message.text));
      const item = h("li", { class: message.speaker }, h("p", { class: "speaker" }, own ? "You" : "Advisor"), body);
      log.append(item);
      if (!own) {
        cite(body, caseId);
      }
      // The beginning of an answer is read first.
      log.scrollTop = item.offsetTop - log.offsetTop;
    }
  };

  const reload = async () => {
    try {
      const page = await api.getJson(api.caseHref(caseId, "messages?limit=500"), signal);
      page.messages.forEach(show);
      empty.hidden = shown.size > 0;
    } catch (problem) {
      if (problem.name !== "AbortError") {
        log.append(h("li", {}, failure(problem)));
      }
    }
  };

  const form = h("form", { class: "ask", onsubmit: async event => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text || send.disabled) {
      return;
    }
    send.disabled = true;
    const pending = h("li", { class: "advisor pending" }, h("p", { class: "speaker" }, "Advisor"), h("p", {}, "Thinking"));
    const asked = h("li", { class: "user" }, h("p", { class: "speaker" }, "You"), h("p", {}, text));
    log.append(asked, pending);
    log.scrollTop = log.scrollHeight;
    try {
      await api.sendMessage(caseId, text, (kind, data) => {
        if (kind === "progress" || kind === "delta") {
          pending.lastChild.textContent = data.text;
        } else if (kind === "error") {
          throw data;
        }
      }, signal);
      input.value = "";
      asked.remove();
      await reload();
      say("The advisor answered");
    } catch (problem) {
      if (problem.name !== "AbortError") {
        log.append(h("li", {}, failure(problem)));
      }
    } finally {
      pending.remove();
      send.disabled = false;
      input.focus();
    }
  } }, h("label", { for: "message" }, "Ask about this case"), input, send);

  input.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const empty = h("p", { class: "state" }, "Ask why, ask what if, or say what you know: \u201cthe database is not the problem\u201d.");
  const element = h("aside", { class: "chat", "aria-label": "Conversation about this case" },
    h("h2", {}, "Conversation"), empty, log, form);
  return { element, reload, cite: () => log.querySelectorAll(".advisor .said").forEach(body => cite(body, caseId)) };
}
