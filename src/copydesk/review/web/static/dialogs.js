// Writing, and the help.

import { $, el, plural, toggle } from "./dom.js";

export function openHelp() {
  $("help-dialog").showModal();
}

export class WriteDialog {
  constructor({ write, leave }) {
    this.dialog = $("write-dialog");
    $("write-end").addEventListener("click", () => this.#run(() => write(true)));
    $("write-on").addEventListener("click", () => this.#run(() => write(false)));
    $("leave").addEventListener("click", () => this.#run(leave));
    $("write-cancel").addEventListener("click", () => this.dialog.close());
    $("help-close").addEventListener("click", () => $("help-dialog").close());
  }

  open(files, output) {
    const changed = files.filter((file) => file.open && file.changes);
    const waiting = files.filter((file) => !file.open && !file.problem);
    $("write-title").textContent = output ? `Write the patch ${output}` : "Write the corrections";
    const rows = files.filter((file) => file.open).map((file) => {
      const { accepted, rejected, done, total } = file.progress;
      const left = total - done;
      const text = `: ${accepted} accepted, ${rejected} rejected${left ? `, ${left} undecided` : ""}`;
      return el("li", {}, el("strong", {}, file.path), file.changes ? text : `${text}; it stays as it is`);
    });
    if (waiting.length) rows.push(el("li", {}, `${plural(waiting.length, "file")} still being checked`));
    $("write-files").replaceChildren(...rows);
    $("write-outcome").replaceChildren();
    toggle($("write-end"), changed.length > 0);
    toggle($("write-on"), changed.length > 0);
    $("leave").textContent = changed.length ? "Finish without writing" : "Finish";
    this.dialog.showModal();
  }

  // What became of each file.
  tell(outcomes) {
    $("write-outcome").replaceChildren(
      ...outcomes.map((one) =>
        el(
          "div",
          { class: one.written ? "good" : "bad" },
          el("p", {}, el("strong", {}, one.path), ` ${one.written ? `was written: ${one.said}.` : one.said}`),
          one.rescued ? el("p", {}, "The accepted corrections are kept in ", el("strong", {}, one.rescued), ".") : null,
          one.patch ? el("p", {}, "They could not be saved anywhere; here they are:") : null,
          one.patch ? el("pre", { tabindex: "0" }, one.patch) : null,
        ),
      ),
    );
  }

  say(message) {
    $("write-outcome").replaceChildren(el("p", { class: "bad" }, message));
  }

  async #run(what) {
    const buttons = [...this.dialog.querySelectorAll("button")];
    buttons.forEach((button) => (button.disabled = true));
    try {
      await what();
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }
}
