// The conversation beside the report.

import * as api from "./api.js";
import { failure, h, say } from "./dom.js";
import { factHref } from "./facts.js";
import { markdown } from "./markdown.js";

/** {@code fact:sql.statements[2].mean}, {@code finding:orm.n-plus-one/1}, and the same without a word before: {@code db.n-plus-one}. */
const ID = /\b(?:(?<kind>[a-z]+):)?(?<name>[A-Za-z0-9][\w/@%-]*(?:\[[^\]\n]{0,200}\]|[.:]{1,2}(?=\w)[\w/@%-]+)*)/g;

/** Where the report shows what a citation names, by its kind; the last part of {@code RULE/2} is a number. */
const PLACES = {
  verdict: () => ["verdict"],
  cause: name => ["cause-" + name],
  finding: name => [name.replace(/\/1$/, "").replace("/", "-"), name.split("/")[0]].map(rule => "finding-" + rule),
  remedy: name => ["cause-" + name.split("/")[0]],
  fact: name => ["fact-" + name],
  step: name => ["step-" + name.replace("/", "-")],
  next: name => ["next-" + name],
  band: name => ["band-" + name],
  cache: name => ["cache-" + name],
  artifact: name => ["artifact-" + name],
  timeline: () => ["timeline"],
  loadtest: () => ["plan-validate"],
};

/** The address of what a text names; nothing when that is not known. */
function target(kind, name, ids, caseId, hrefs) {
  const own = hrefs.get(`${kind}:${name}`);
  if (own) {
    return own;
  }
  if (kind === "rule") {
    return "/rules/" + encodeURIComponent(name);
  }
  const inReport = kind ? PLACES[kind]?.(name) ?? [] : ["cause-", "finding-", "fact-"].map(place => place + name);
  const found = inReport.find(id => ids.has(id)) ?? (/[.[]/.test(name) && [...ids].find(id => id.startsWith(`fact-${name}.`)));
  return found ? `/cases/${caseId}#${encodeURIComponent(found)}` : kind === "fact" ? factHref(caseId, name) : null;
}

/** Names of causes, findings and facts become links to where they are shown; what is in no report has an address of its own. */
export function cite(element, caseId, ids, hrefs = new Map()) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  for (const text of texts.filter(node => !node.parentElement.closest("a, pre"))) {
    const parts = [];
    let at = 0;
    for (const match of text.data.matchAll(ID)) {
      const { kind, name } = match.groups;
      const href = (kind || /[.[]/.test(name)) && target(kind, name, ids, caseId, hrefs);
      if (href) {
        parts.push(text.data.slice(at, match.index));
        parts.push(h("a", { href, class: "citation" }, match[0]));
        at = match.index + match[0].length;
      }
    }
    if (parts.length > 0) {
      text.replaceWith(...parts, text.data.slice(at));
    }
  }
}

/** Characters; more would push what was said before far away. */
const LONG = 2500;

/** Shows the beginning; all of it when that is wanted, or when keys go to a link in the rest. */
function fold(body) {
  const more = h("button", { class: "small", type: "button" }, "Show all of it");
  const unfold = () => {
    body.classList.remove("long");
    more.remove();
  };
  more.addEventListener("click", () => {
    unfold();
    body.setAttribute("tabindex", "-1");
    body.focus({ preventScroll: true });
  });
  body.classList.add("long");
  body.addEventListener("focusin", unfold, { once: true });
  body.after(more);
}

/** What was begun to be said, by case: it is still there in another view. */
const begun = new Map();

export function chat(caseId, signal) {
  const log = h("ol", { class: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: "0" });
  const input = h("textarea", { id: "message", rows: 2, maxlength: 20000, placeholder: "Why do you think so?" }, begun.get(caseId) ?? "");
  const send = h("button", { class: "primary", type: "submit" }, "Send");
  const shown = new Set();
  let ids = new Set();
  let last = null;

  const show = message => {
    if (!shown.has(message.number)) {
      shown.add(message.number);
      const own = message.speaker === "user";
      const body = h("div", { class: "said" }, own ? h("p", {}, message.text) : markdown(message.text));
      const item = h("li", { class: message.speaker }, h("p", { class: "speaker" }, own ? "You" : "Advisor"), body);
      log.append(item);
      if (!own) {
        const sources = message.reply?.sources ?? [];
        cite(body, caseId, ids, new Map(sources.filter(one => one.href).map(one => [one.id, one.href])));
        if (message.text.length > LONG) {
          fold(body);
        }
      }
      last = item;
      begin(item);
    }
  };

  /** The beginning of an answer is read first. */
  const begin = item => (log.scrollTop = item.offsetTop - log.offsetTop);

  const reload = async () => {
    try {
      const page = await api.getJson(api.caseHref(caseId, "messages?limit=500"), signal);
      page.messages.forEach(show);
      empty.hidden = shown.size > 0;
    } catch (problem) {
      if (problem.name !== "AbortError") {
        log.append(h("li", { class: "failed" }, failure(problem)));
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
    log.querySelectorAll(".failed").forEach(item => item.remove());
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
      begun.delete(caseId);
      asked.remove();
      await reload();
      say("The advisor answered");
      // Where the conversation is all of the page, the page goes there.
      if (log.scrollHeight <= log.clientHeight) {
        last?.scrollIntoView();
      }
    } catch (problem) {
      if (problem.name !== "AbortError") {
        // What was said is still in the field.
        asked.remove();
        log.append(h("li", { class: "failed" }, failure(problem)));
        log.scrollTop = log.scrollHeight;
      }
    } finally {
      pending.remove();
      send.disabled = false;
      input.focus({ preventScroll: true });
    }
  } }, h("label", { for: "message" }, "Ask about this case"), input, send);

  input.addEventListener("input", () => begun.set(caseId, input.value));
  input.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const empty = h("p", { class: "state" }, "Ask why, ask what if, or say what you know: \u201cthe database is not the problem\u201d.");
  const element = h("aside", { class: "chat", "aria-label": "Conversation about this case" },
    h("h2", {}, "Conversation"), empty, log, form);
  /** Links what was said to what the report shows. */
  const link = known => {
    ids = known;
    log.querySelectorAll(".advisor .said").forEach(body => cite(body, caseId, ids));
  };
  return { element, reload, cite: link };
}
