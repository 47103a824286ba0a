// The proposal that is looked at, and everything that can be done about it.

import { $, el, flat, plural, shown, toggle } from "./dom.js";

const VERDICTS = { accepted: "Accepted", rejected: "Rejected", skipped: "Skipped", ignored: "Ignored" };

export class Card {
  constructor({ act }) {
    this.item = null;
    this.act = act;
    const does = { accept: "accept", reject: "reject", skip: "skip", reopen: "reopen" };
    const many = { "accept-rule": "accept_rule", "ignore-rule": "ignore_rule", "add-word": "add_word" };
    for (const [id, action] of Object.entries({ ...does, ...many })) {
      $(id).addEventListener("click", () => act(action));
    }
    $("alternatives").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      act("choose", { number: Number(button.dataset.number) });
      $("accept").focus();
    });
    $("own").addEventListener("submit", (event) => {
      event.preventDefault();
      act("write", { words: $("words").value });
    });
    $("words").addEventListener("input", () => this.#grow());
    $("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        act("write", { words: $("words").value });
        $("card").focus();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (this.item) $("words").value = shown(this.item.words);
        $("card").focus();
      }
    });
  }

  // Nothing is looked at: say why.
  empty(title, text = "") {
    this.item = null;
    $("where").textContent = "";
    $("verdict").textContent = "";
    $("card-title").textContent = title;
    $("rule").textContent = text;
    $("why").textContent = "";
    $("windows").replaceChildren();
    toggle($("decide"), false);
  }

  show(item, progress) {
    const before = this.item;
    this.item = item;
    const decided = VERDICTS[item.verdict];
    $("where").textContent = `Line ${item.line}`;
    $("verdict").textContent = decided ? `· ${decided}` : `· ${progress.total - progress.done} to decide`;
    $("card").dataset.verdict = item.verdict;
    $("card").dataset.id = item.id;
    $("card-title").textContent = item.message;
    $("rule").replaceChildren(
      el("span", { class: `severity ${item.severity}` }, item.severity),
      ` ${item.name} · ${item.code} · ${item.confidence} confidence`,
    );
    $("why").textContent = item.why;
    $("windows").replaceChildren(...item.windows.flatMap(windowNodes));
    toggle($("decide"), true);
    const offered = item.alternatives.length;
    toggle($("accept"), offered > 0);
    toggle($("reopen"), Boolean(decided));
    $("reject").classList.toggle("yes", !offered);
    $("alternatives").replaceChildren(...(offered > 1 ? item.alternatives.map((one, at) => this.#alternative(one, at)) : []));
    toggle($("alternatives"), offered > 1);
    const typing = document.activeElement === $("words") && before?.id === item.id;
    if (!typing) $("words").value = shown(item.words);
    this.#grow();
    label("accept-rule", `Accept all ${item.rule_open} of this rule`, offered > 0 && item.rule_open > 1);
    label("ignore-rule", "Ignore this rule", true);
    label("add-word", `“${flat(item.word || "")}” is a word`, item.word !== null);
  }

  // The proposal in one sentence, for those who hear it.
  spoken() {
    const item = this.item;
    if (!item) return $("card-title").textContent;
    const now = item.alternatives[0];
    const change = now ? (now.text ? `Proposed: ${flat(now.text)}.` : "Proposed: delete it.") : "Nothing is proposed.";
    return `Line ${item.line}. ${item.message} ${change}`;
  }

  write() {
    $("words").focus();
    $("words").select();
  }

  #alternative(one, at) {
    const number = at + 1;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", "data-number": number, "aria-pressed": this.item.chosen === number ? "true" : "false" },
        number < 10 ? el("kbd", {}, String(number)) : null,
        " ",
        one.text ? el("span", { class: "new" }, shown(one.text)) : el("em", {}, "delete"),
        one.safe ? el("span", { class: "hint" }, "safe") : null,
      ),
    );
  }

  #grow() {
    const box = $("words");
    box.rows = Math.min(8, Math.max(1, box.value.split("\n").length, Math.ceil(box.value.length / 34)));
  }
}

function label(id, text, visible) {
  toggle($(id), visible);
  $(id).querySelector("span").textContent = text;
}

const TAGS = { old: "del", new: "ins", flagged: "mark" };

const copied = (pieces) => pieces.map(([text, kind]) => ({ text, kind }));

// Before and after as one: what stays once, what goes and what comes beside each other; null where they do not fit.
function merged(before, after) {
  const one = copied(before);
  const other = copied(after);
  const made = [];
  while (one.length || other.length) {
    if (one.length && one[0].kind !== "same") made.push(one.shift());
    else if (other.length && other[0].kind !== "same") made.push(other.shift());
    else {
      const text = commonStart(one[0]?.text ?? "", other[0]?.text ?? "");
      if (!text) return null;
      made.push({ text, kind: "same" });
      for (const pieces of [one, other]) {
        pieces[0].text = pieces[0].text.slice(text.length);
        if (!pieces[0].text) pieces.shift();
      }
    }
  }
  return made;
}

function commonStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

function windowNodes({ before, after, left, right }) {
  const both = after === null ? copied(before) : merged(before, after);
  return (both ? [both] : [copied(before), copied(after)]).map((pieces) => {
    const nodes = pieces.map(({ text, kind }) => (kind === "same" ? shown(text) : el(TAGS[kind], {}, shown(text))));
    return el("p", { class: "window", dir: "auto" }, left ? "… " : "", ...nodes, right ? " …" : "");
  });
}

export const decidedAll = (progress) =>
  `${plural(progress.accepted, "correction")} accepted, ${progress.rejected} rejected` +
  (progress.skipped ? `, ${progress.skipped} skipped` : "") +
  (progress.ignored ? `, ${progress.ignored} ignored` : "");
