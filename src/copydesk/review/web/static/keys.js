// Single keys, those of the line mode. They rest while something is typed, and where they are switched off.

import { $, el } from "./dom.js";

export const KEYS = [
  ["y", "accept this correction"],
  ["n", "reject it: leave the words as they are"],
  ["1–9", "accept this alternative"],
  ["e", "write your own words; Enter takes them, Esc goes back"],
  ["s", "skip: leave it for the next review"],
  ["S", "accept all that is safe"],
  ["A", "accept all of this rule"],
  ["i", "ignore this rule"],
  ["v", "add the word to the vocabulary"],
  ["j / k", "to the next / last one that is undecided"],
  ["↓ / ↑", "to the next / last one, decided or not"],
  ["u / r", "undo, redo"],
  ["/", "search the proposals"],
  ["d", "the next view: proposals, changes, side by side"],
  ["w", "write the corrections"],
  ["?", "these keys"],
];

export function listen(commands) {
  $("help-keys").replaceChildren(
    ...KEYS.map(([key, meaning]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, meaning))),
  );
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key;
    const arrow = key === "ArrowDown" || key === "ArrowUp";
    if (arrow && !event.target.closest("#list, #card, body:focus")) return;
    if (!arrow && !$("keys-on").checked && key !== "?") return;
    const command = /^[1-9]$/.test(key) ? () => commands.choose(Number(key)) : commands[key];
    if (!command) return;
    event.preventDefault();
    command();
  });
}
