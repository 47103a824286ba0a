// The text: with the proposals in it, or what was accepted as changed lines.

import { $, el, shown } from "./dom.js";
import { Scroller } from "./scroller.js";
import { server } from "./server.js";

const TAGS = { old: "del", gone: "del", new: "ins", done: "ins", flagged: "span", same: "span" };
const LINE = 29; // pixels of a line of the article, for heights that are not known yet

export class Article {
  constructor({ pick, failed }) {
    this.view = "proposals";
    this.file = null;
    this.current = null;
    this.lengths = [];
    this.box = $("text");
    this.scroller = new Scroller(this.box, {
      load: (start, count) => this.#load(start, count),
      estimate: (index) => this.#estimate(index),
      failed,
    });
    this.box.addEventListener("click", (event) => {
      const link = event.target.closest("[data-ids]");
      if (!link) return;
      event.preventDefault();
      const ids = link.dataset.ids.split(" ").map(Number);
      pick(ids[(ids.indexOf(this.current) + 1) % ids.length]); // another click, the next one at this place
    });
  }

  // Show a file, from its beginning; `file` null: nothing.
  async open(file) {
    this.file = file;
    this.current = null;
    this.sheets = file === null ? [] : (await server.layout(file)).lengths;
    await this.#start(false);
  }

  async show(view) {
    this.view = view;
    this.box.className = `scroller ${view}`;
    await this.#start(false);
  }

  // What was decided has changed, or which proposal is meant.
  async refresh(current) {
    this.current = current;
    if (this.view === "proposals") await this.scroller.refresh();
    else await this.#start(true);
  }

  async reveal(sheet) {
    if (this.view !== "proposals") return;
    await this.scroller.reveal(sheet, (node) => node.querySelector(".current"));
  }

  async #start(keep) {
    if (this.view === "proposals" || this.file === null) {
      this.lengths = this.sheets;
    } else {
      const { lengths } = await server.comparison(this.file, 0, 1);
      this.lengths = lengths;
    }
    const empty = this.view !== "proposals" && !this.lengths.length;
    this.box.classList.toggle("empty", empty);
    this.box.dataset.empty = empty ? "Nothing is accepted yet, so nothing changes." : "";
    await this.scroller.reset(this.lengths.length, { keep });
  }

  #estimate(index) {
    const length = this.lengths[index] || 0;
    if (this.view !== "proposals") return length * 34;
    const across = Math.max(20, Math.min(this.box.clientWidth - 32, 660) / 8.6);
    return Math.max(1, Math.ceil((length / across) * 1.15)) * LINE;
  }

  async #load(start, count) {
    if (this.view === "proposals") {
      const { sheets } = await server.sheets(this.file, start, count, this.current);
      return sheets.map((pieces) => this.#sheet(pieces));
    }
    const { groups } = await server.comparison(this.file, start, count);
    const draw = this.view === "beside" ? besideLines : inlineLines;
    return groups.map((lines) => el("div", { class: "lines" }, ...draw(lines)));
  }

  #sheet(pieces) {
    const sheet = el("div", { class: "sheet", dir: "auto" });
    let link = null;
    pieces.forEach((piece, at) => {
      if (typeof piece === "string") {
        sheet.append(shown(piece));
        link = null;
        return;
      }
      const [text, role, ids, verdict] = piece;
      if (!link || link.dataset.ids !== ids.join(" ")) {
        const current = ids.includes(this.current);
        link = el("a", {
          class: `proposal ${verdict}${current ? " current" : ""}`,
          href: "#card",
          tabindex: "-1",
          "data-ids": ids.join(" "),
          "aria-current": current ? "true" : null,
        });
        sheet.append(link);
      }
      const replaced = role === "gone" && pieces[at + 1]?.[1] === "done" && pieces[at + 1][2][0] === ids[0];
      link.append(el(TAGS[role], { class: role === "gone" && !replaced ? "gone cut" : role }, shown(text)));
    });
    return sheet;
  }
}

function parts(line) {
  const tag = { "-": "del", "+": "ins" }[line.kind];
  return line.parts.map(([text, differs]) => (differs ? el(tag || "span", {}, shown(text)) : shown(text)));
}

function inlineLines(lines) {
  return lines.map((line) => {
    if (line.kind === "@") return el("div", { class: "line gap" }, "⋯");
    const sign = { "-": "−", "+": "+" }[line.kind] || "";
    return el(
      "div",
      { class: `line ${{ "-": "minus", "+": "plus" }[line.kind] || "kept"}` },
      el("span", { class: "number" }, String(line.new ?? line.old)),
      el("span", { class: "sign" }, sign),
      el("span", { class: "words", dir: "auto" }, ...parts(line)),
    );
  });
}

function side(line, kind) {
  if (!line) return el("div", { class: "side none" });
  const number = String(kind === "minus" ? line.old : line.new);
  const state = line.kind === " " ? "kept" : kind;
  return el(
    "div",
    { class: `side ${state}` },
    el("span", { class: "number" }, number),
    el("span", { class: "words", dir: "auto" }, ...parts(line)),
  );
}

function besideLines(lines) {
  const rows = [];
  let before = [];
  let after = [];
  const flush = () => {
    for (let at = 0; at < Math.max(before.length, after.length); at += 1) {
      rows.push(el("div", { class: "pair" }, side(before[at], "minus"), side(after[at], "plus")));
    }
    before = [];
    after = [];
  };
  for (const line of lines) {
    if (line.kind === "-") {
      if (after.length) flush();
      before.push(line);
    } else if (line.kind === "+") {
      after.push(line);
    } else {
      flush();
      if (line.kind === "@") rows.push(el("div", { class: "line gap" }, "⋯"));
      else rows.push(el("div", { class: "pair" }, side(line, "minus"), side(line, "plus")));
    }
  }
  flush();
  return rows;
}
