// All proposals as a list that can be narrowed.

import { $, el, flat, plural } from "./dom.js";
import { Scroller } from "./scroller.js";
import { server } from "./server.js";

const CHUNK = 20; // rows that are asked for and shown together
const ROW = 62; // pixels of a row that was never shown
const VERDICTS = { open: "undecided", accepted: "accepted", rejected: "rejected", skipped: "skipped", ignored: "ignored" };

export class List {
  constructor({ pick, narrowed, failed }) {
    this.file = null;
    this.current = null;
    this.total = 0;
    this.filter = {};
    this.box = $("list");
    this.scroller = new Scroller(this.box, {
      load: (start, count) => this.#load(start, count),
      estimate: (index) => ROW * Math.min(CHUNK, this.total - index * CHUNK),
      failed,
    });
    this.box.addEventListener("click", (event) => {
      const row = event.target.closest("[data-id]");
      if (row) pick(Number(row.dataset.id));
    });
    const changed = () => {
      this.filter = {
        verdict: $("by-verdict").value,
        code: $("by-rule").value,
        words: $("search").value.trim(),
      };
      narrowed();
    };
    let timer = null;
    $("search").addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(changed, 150);
    });
    $("by-verdict").addEventListener("change", changed);
    $("by-rule").addEventListener("change", changed);
    $("filter").addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      changed();
      this.box.focus();
    });
  }

  async open(file) {
    this.file = file;
    this.current = null;
    await this.narrow();
  }

  // Another filter: from the top.
  async narrow() {
    await this.#count();
    await this.scroller.reset(Math.ceil(this.total / CHUNK));
  }

  // What was decided has changed: how many there are now, and which one is looked at.
  async refresh(current, place, total) {
    const before = this.total;
    this.#mark(current);
    this.#say(total);
    this.#rules();
    if (Math.ceil(before / CHUNK) === Math.ceil(total / CHUNK)) await this.scroller.refresh();
    else await this.scroller.reset(Math.ceil(total / CHUNK), { keep: true });
    await this.reveal(place);
  }

  async reveal(place) {
    if (place === null || place === undefined || place >= this.total) return;
    await this.scroller.reveal(Math.floor(place / CHUNK), (node) => node.querySelector("[aria-selected=true]"));
    this.#mark(this.current);
  }

  #mark(current) {
    this.current = current;
    for (const row of this.box.querySelectorAll("[role=option]")) {
      row.setAttribute("aria-selected", Number(row.dataset.id) === current ? "true" : "false");
    }
    const row = document.getElementById(`item-${current}`);
    if (row) this.box.setAttribute("aria-activedescendant", row.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  async #count() {
    if (this.file === null) {
      this.total = 0;
      $("count").textContent = "";
      return;
    }
    this.#say((await server.items(this.file, 0, 1, this.filter)).total);
    this.#rules();
  }

  #say(total) {
    this.total = total;
    $("count").textContent = total ? plural(total, "proposal") : "No proposal here.";
  }

  // The rules to choose from follow when there is time for them.
  #rules() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const file = this.file;
      const rules = await server.rules(file).catch(() => null); // the file may be closed by now
      if (!rules || file !== this.file || document.activeElement === $("by-rule")) return;
      const options = rules.map((rule) =>
        el("option", { value: rule.code }, `${rule.name} (${rule.open}/${rule.total})`),
      );
      $("by-rule").replaceChildren(el("option", { value: "" }, "Every rule"), ...options);
      $("by-rule").value = this.filter.code || "";
    }, 200);
  }

  async #load(start, count) {
    const { items } = await server.items(this.file, start * CHUNK, count * CHUNK, this.filter);
    const nodes = [];
    for (let at = 0; at < items.length; at += CHUNK) {
      const rows = items.slice(at, at + CHUNK).map((item, place) => this.#row(item, start * CHUNK + at + place + 1));
      nodes.push(el("div", { role: "presentation" }, ...rows));
    }
    return nodes;
  }

  #row(item, place) {
    const change =
      item.new === null
        ? [el("span", { class: "flagged" }, flat(item.old))]
        : [el("del", {}, flat(item.old)), " ", el("ins", {}, flat(item.new) || "∅")];
    return el(
      "div",
      {
        id: `item-${item.id}`,
        role: "option",
        class: `item ${item.verdict} ${item.severity}`,
        "data-id": item.id,
        "aria-selected": item.id === this.current ? "true" : "false",
        "aria-posinset": place,
        "aria-setsize": this.total,
      },
      el("span", { class: "state" }, el("span", { class: "only-read" }, `${VERDICTS[item.verdict]}. `)),
      el("span", { class: "change" }, ...change),
      el("span", { class: "line" }, el("span", { class: "only-read" }, "line "), String(item.line)),
      el("span", { class: "message" }, item.message),
    );
  }
}
