// A long column of chunks of which only those in sight are in the page.
//
// `load(start, count)` gives the nodes of some chunks, `estimate(index)` the height of one that was never shown. What is
// in sight stays where it is, whatever is measured or loaded above it.

import { el } from "./dom.js";

const BEYOND = 500; // pixels above and below that are kept ready
const MOST = 8; // chunks asked for at once

export class Scroller {
  constructor(box, { load, estimate, failed }) {
    this.box = box;
    this.load = load;
    this.estimate = estimate;
    this.failed = failed;
    this.above = el("div", { role: "presentation" });
    this.shelf = el("div", { role: "presentation" });
    this.below = el("div", { role: "presentation" });
    box.replaceChildren(this.above, this.shelf, this.below);
    this.reset(0);
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.width = box.clientWidth;
    new ResizeObserver(() => this.#resized()).observe(box);
  }

  // New content of so many chunks, shown from the top, or from where it was.
  reset(count, { keep = false } = {}) {
    this.count = count;
    this.version = (this.version || 0) + 1;
    this.heights = Array.from({ length: count }, (_, index) => (keep && this.heights[index]) || this.estimate(index));
    if (!keep) {
      this.nodes = new Map();
      this.anchor = { index: 0, offset: 0 };
      this.wanted = null;
    }
    for (const index of this.nodes.keys()) if (index >= count) this.nodes.delete(index);
    if (this.anchor.index >= count) this.anchor = { index: Math.max(0, count - 1), offset: 0 };
    this.#arrange();
    return this.#fill();
  }

  // The same chunks say something else now.
  refresh() {
    this.version += 1;
    return this.#fill();
  }

  // Bring what `find(node)` gives in the node of a chunk into sight, if it is not.
  reveal(index, find) {
    if (index < 0 || index >= this.count) return Promise.resolve();
    this.wanted = { index, find };
    const [first, last] = this.#range(0);
    if (index < first || index > last) {
      this.anchor = { index, offset: -this.box.clientHeight / 3 };
    }
    this.#arrange();
    return this.#fill();
  }

  #tops() {
    const tops = new Array(this.count + 1);
    tops[0] = 0;
    for (let index = 0; index < this.count; index += 1) tops[index + 1] = tops[index] + this.heights[index];
    return tops;
  }

  #range(beyond, tops = this.#tops()) {
    const top = Math.max(0, tops[this.anchor.index] + this.anchor.offset) - beyond;
    const bottom = top + this.box.clientHeight + 2 * beyond;
    let first = 0;
    while (first < this.count - 1 && tops[first + 1] <= top) first += 1;
    let last = first;
    while (last < this.count - 1 && tops[last + 1] < bottom) last += 1;
    return [first, Math.min(last, this.count - 1)];
  }

  // Ask for what is in sight and missing or out of date, until nothing is.
  #fill() {
    this.again = true;
    this.filling ||= this.#work().then(() => {
      this.filling = null;
      return this.again ? this.#fill() : undefined; // asked for just now
    });
    return this.filling;
  }

  async #work() {
    try {
      while (this.again) {
        this.again = false;
        const version = this.version;
        const missing = this.#missing();
        if (!missing) continue;
        const [start, count] = missing;
        const nodes = await this.load(start, count);
        if (version === this.version) {
          for (let place = 0; place < count; place += 1) {
            this.nodes.set(start + place, { node: nodes[place] || el("div"), version });
          }
          this.#arrange();
        }
        this.again = true;
      }
    } catch (error) {
      this.again = false;
      this.failed(error);
    }
  }

  #missing() {
    if (!this.count) return null;
    const [first, last] = this.#range(BEYOND);
    const stale = (index) => this.nodes.get(index)?.version !== this.version;
    for (let start = first; start <= last; start += 1) {
      if (!stale(start)) continue;
      let end = start + 1;
      while (end <= last && end - start < MOST && stale(end)) end += 1;
      return [start, end - start];
    }
    return null;
  }

  // Put the chunks in sight into the page, measure them, and let what is in sight stay in its place.
  #arrange() {
    if (!this.count) {
      this.shelf.replaceChildren();
      this.above.style.height = this.below.style.height = "0";
      return;
    }
    for (let round = 0; round < 4; round += 1) {
      const [first, last] = this.#range(BEYOND);
      const wanted = [];
      for (let index = first; index <= last; index += 1) {
        const known = this.nodes.get(index);
        if (known) wanted.push(known.node);
        else {
          const blank = el("div", { role: "presentation" });
          blank.style.height = `${this.heights[index]}px`;
          wanted.push(blank);
        }
      }
      this.shelf.replaceChildren(...wanted);
      let changed = false;
      wanted.forEach((node, place) => {
        const height = node.getBoundingClientRect().height;
        if (this.nodes.has(first + place) && Math.abs(height - this.heights[first + place]) > 0.5) {
          this.heights[first + place] = height;
          changed = true;
        }
      });
      const tops = this.#tops();
      this.above.style.height = `${tops[first]}px`;
      this.below.style.height = `${tops[this.count] - tops[last + 1]}px`;
      if (this.#settleWanted(tops)) changed = true;
      this.#place(tops);
      if (!changed) break;
    }
    for (const index of this.nodes.keys()) {
      const far = Math.abs(index - this.anchor.index) > 40;
      if (far) this.nodes.delete(index);
    }
  }

  #place(tops) {
    const top = Math.max(0, tops[this.anchor.index] + this.anchor.offset);
    if (Math.abs(this.box.scrollTop - top) > 1) this.box.scrollTop = top;
    this.placed = this.box.scrollTop;
  }

  #settleWanted(tops) {
    if (!this.wanted) return false;
    const { index, find } = this.wanted;
    const known = this.nodes.get(index);
    if (!known || known.version !== this.version || !known.node.isConnected) return false;
    this.wanted = null;
    const target = find(known.node) || known.node;
    const start = target.getBoundingClientRect().top - known.node.getBoundingClientRect().top;
    const at = tops[index] + start;
    const top = Math.max(0, tops[this.anchor.index] + this.anchor.offset);
    const room = this.box.clientHeight;
    const height = Math.min(target.getBoundingClientRect().height, room / 2);
    if (at >= top + 24 && at + height <= top + room - 24) return false;
    this.anchor = { index, offset: start - room / 3 };
    return true;
  }

  #scrolled() {
    const top = this.box.scrollTop;
    if (Math.abs(top - this.placed) <= 1) return;
    const tops = this.#tops();
    let index = 0;
    while (index < this.count - 1 && tops[index + 1] <= top) index += 1;
    this.anchor = { index, offset: top - tops[index] };
    this.wanted = null;
    this.#arrange();
    this.#fill();
  }

  #resized() {
    if (this.box.clientWidth !== this.width) {
      this.width = this.box.clientWidth;
      this.heights = this.heights.map((_, index) => this.estimate(index));
    }
    this.#arrange();
    this.#fill();
  }
}
