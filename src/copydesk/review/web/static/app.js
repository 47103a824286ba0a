// The page: which file and which proposal is looked at, and what happens when something was decided.

import { Article } from "./article.js";
import { Card, decidedAll } from "./card.js";
import { openHelp, WriteDialog } from "./dialogs.js";
import { $, el, plural, toggle } from "./dom.js";
import { listen } from "./keys.js";
import { List } from "./list.js";
import { Refused, server } from "./server.js";

const files = new Map();
let output = null; // the patch that is written in place of the files, if so
let file = null; // the number of the file that is looked at
let current = null; // the id of the proposal
let drawn = null; // the file, which opening of it, and which revision the page shows
let queue = Promise.resolve(); // one thing after the other
let busy = 0;
let over = false;
let lost = false; // the connection, for now

const article = new Article({ pick: (id) => later(() => select(id)), failed });
const list = new List({
  pick: (id) => later(() => select(id)),
  narrowed: () => later(narrow),
  failed,
});
const card = new Card({ act: (action, more) => later(() => act(action, more)) });
const writing = new WriteDialog({ write: (end) => later(() => write(end)), leave: () => later(leave) });

const state = () => files.get(file);

// Everything that asks the server runs in here, in order; what goes wrong is said.
function later(what) {
  busy += 1;
  document.body.setAttribute("aria-busy", "true");
  queue = queue
    .then(() => (over ? null : what()))
    .catch(failed)
    .finally(() => {
      busy -= 1;
      if (!busy) document.body.setAttribute("aria-busy", "false");
    });
  return queue;
}

function failed(error) {
  if (over) return;
  if (!(error instanceof Refused)) console.error(error);
  if (error.status === 409) {
    take(error.data.files);
    later(draw);
  }
  say(error.message, true);
}

function say(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

const tell = () => ($("told").textContent = card.spoken());

// The state of the files

function take(summaries) {
  for (const one of summaries) {
    const known = files.get(one.number);
    if (!known || one.revision >= known.revision) files.set(one.number, one);
  }
  if (file === null && files.size) file = files.keys().next().value;
  head();
}

function head() {
  const one = state();
  if (!one) return;
  $("path").textContent = one.path;
  document.title = `${one.path} – copydesk review`;
  toggle($("file"), files.size > 1);
  $("path").classList.toggle("only-read", files.size > 1);
  if (files.size > 1 && document.activeElement !== $("file")) {
    const options = [...files.values()].map((each) => el("option", { value: each.number }, fileLabel(each)));
    $("file").replaceChildren(...options);
    $("file").value = String(file);
  }
  const { done = 0, total = 0 } = one.progress || {};
  $("bar").setAttribute("aria-valuemax", String(Math.max(1, total)));
  $("bar").setAttribute("aria-valuenow", String(done));
  const share = one.open ? (total ? (100 * done) / total : 0) : one.checked;
  $("bar").firstElementChild.style.width = `${share}%`;
  const decided = `${done} of ${total} decided${one.rechecking ? " · checking" : ""}`;
  $("progress").textContent = one.open ? decided : one.checking ? `checking… ${one.checked} %` : "";
  $("undo").disabled = !one.undo;
  $("redo").disabled = !one.redo;
  $("safe").disabled = !one.safe;
  $("safe-count").textContent = one.safe ? `(${one.safe})` : "";
  $("write").disabled = !one.open;
  $("write").classList.toggle("ready", Boolean(one.open && one.changes && done === total));
  banner(one);
}

function fileLabel(one) {
  if (one.problem && !one.open) return `${one.path} – cannot be opened`;
  if (!one.open) return `${one.path} – checking`;
  return `${one.path} – ${one.progress.done} of ${one.progress.total}`;
}

function banner(one) {
  const again = (label) => {
    const button = el("button", { type: "button" }, label);
    button.addEventListener("click", () => later(reload));
    return button;
  };
  const lines = [];
  if (one.problem) lines.push([one.problem, again("Try again")]);
  else if (one.disk === "changed") {
    lines.push([`${one.path} has changed on disk since it was checked, so nothing will be written into it.`, again("Open it anew")]);
  } else if (one.disk === "gone") {
    lines.push([`${one.path} is no longer there. What you decide is kept.`, again("Try again")]);
  }
  if (one.readOnly) lines.push([`${one.path} is read-only: the corrections will go to a file beside it.`]);
  for (const failure of one.failures || []) lines.push([failure]);
  const text = lines.map(([words]) => words).join("\n");
  if ($("banner").dataset.text === text) return;
  $("banner").dataset.text = text;
  $("banner").replaceChildren(...lines.map(([words, button]) => el("p", {}, words, " ", button || null)));
}

// What is looked at

// Draw the page anew where it is out of date; `following`: the proposal to go on with.
async function draw(following = current) {
  const one = state();
  if (!one) return;
  if (!one.open) {
    drawn = null;
    current = null;
    card.empty(one.problem ? "This file cannot be opened." : "Checking…", one.problem ? "" : one.path);
    if (article.file !== null) await Promise.all([article.open(null), list.open(null)]);
    return;
  }
  if (!drawn || drawn.file !== file || drawn.opening !== one.opening) {
    await Promise.all([article.open(file), list.open(file)]);
    following = (await server.beside(file, null, "next-open", list.filter)).id ?? (await first());
  }
  drawn = { file, opening: one.opening, revision: one.revision };
  await select(following);
}

const first = async () => (await server.beside(file, null, "next", list.filter)).id;

// Look at a proposal; `item` is what the server says about it, where that is known.
async function select(id, item = null) {
  const one = state();
  if (id !== null && !item) item = await server.detail(file, id, list.filter);
  if (item && !item.shown) {
    const { id: other } = await server.beside(file, id, "next-open", list.filter);
    item = other === null ? null : await server.detail(file, other, list.filter);
  }
  current = item ? item.id : null;
  if (item) card.show(item, one.progress);
  else nothing(one);
  const total = item ? item.total : (await server.items(file, 0, 1, list.filter)).total;
  await Promise.all([article.refresh(current), list.refresh(current, item?.place, total)]);
  if (item) await article.reveal(item.sheet);
  if (!performance.getEntriesByName("article-shown").length) performance.mark("article-shown"); // for the benchmark
}

function nothing(one) {
  const { done, total } = one.progress;
  if (!total) card.empty("Nothing to correct.", "copydesk has nothing to say about this text.");
  else if (done === total) card.empty("Everything is decided.", `${decidedAll(one.progress)}. “Write…” puts it into the file.`);
  else card.empty("Nothing is left to decide in this list.", `${plural(total - done, "proposal")} outside it.`);
}

async function narrow() {
  if (!state()?.open) return;
  await list.narrow();
  const inside = current === null ? null : await server.detail(file, current, list.filter);
  if (inside) await list.reveal(inside.place);
}

async function move(way) {
  if (!state()?.open) return;
  const { id } = await server.beside(file, current, way, list.filter);
  if (id === null) {
    const where = way.startsWith("next") ? "after" : "before";
    say(`There is nothing ${way.endsWith("open") ? "undecided " : ""}${where} this.`);
    return;
  }
  say("");
  await select(id);
  tell();
}

// What is done

async function act(action, more = {}) {
  const one = state();
  const needsOne = !["undo", "redo", "accept_safe"].includes(action);
  if (!one?.open || (needsOne && current === null)) return;
  const body = { ...more, action, id: current, revision: one.revision, filter: list.filter };
  const { said, next, item, file: summary } = await server.act(file, body);
  take([summary]);
  drawn = { file, opening: summary.opening, revision: summary.revision };
  say(said);
  await select(next, item);
  tell();
}

async function reload() {
  say("Opening it anew…");
  const { said, file: summary } = await server.reload(file, state().revision);
  drawn = null;
  take([summary]);
  say(said);
  await draw(null);
}

async function write(end) {
  const revisions = Object.fromEntries([...files.values()].filter((one) => one.open).map((one) => [one.number, one.revision]));
  let outcome;
  try {
    outcome = await server.write(revisions, end);
  } catch (error) {
    writing.say(error.message);
    throw error;
  }
  writing.tell(outcome.files);
  if (outcome.ended) return;
  const bad = outcome.files.filter((one) => !one.written);
  if (!bad.length) {
    writing.dialog.close();
    say(outcome.files.map((one) => `${one.path} was written: ${one.said}.`).join(" "));
  }
}

async function leave() {
  await server.leave();
}

function end(word) {
  over = true;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  $("over").replaceChildren(el("p", {}, word));
  toggle($("over"), true);
  for (const part of document.querySelectorAll("header, main, #banner, .skip")) part.inert = true;
  say("");
}

function show(view) {
  document.body.dataset.panel = view === "list" ? "list" : "article";
  $("windows").classList.toggle("apart", view !== "proposals"); // the article does not show the proposal
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", button.dataset.view === view ? "true" : "false");
  }
  if (view === "list") return;
  later(async () => {
    await article.show(view);
    if (current !== null) await select(current);
  });
}

// The beginning

for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => show(button.dataset.view));
}
$("undo").addEventListener("click", () => later(() => act("undo")));
$("redo").addEventListener("click", () => later(() => act("redo")));
$("safe").addEventListener("click", () => later(() => act("accept_safe")));
$("help").addEventListener("click", openHelp);
$("write").addEventListener("click", () => writing.open([...files.values()], output));
$("file").addEventListener("change", () => {
  file = Number($("file").value);
  current = null;
  head();
  later(() => draw(null));
});

const VIEWS = ["proposals", "inline", "beside"];
listen({
  y: () => later(() => act("accept")),
  n: () => later(() => act("reject")),
  s: () => later(() => act("skip")),
  S: () => later(() => act("accept_safe")),
  A: () => later(() => act("accept_rule")),
  i: () => later(() => act("ignore_rule")),
  v: () => later(() => act("add_word")),
  u: () => later(() => act("undo")),
  r: () => later(() => act("redo")),
  j: () => later(() => move("next-open")),
  k: () => later(() => move("previous-open")),
  ArrowDown: () => later(() => move("next")),
  ArrowUp: () => later(() => move("previous")),
  choose: (number) => later(() => act("choose", { number })),
  e: () => current !== null && card.write(),
  d: () => show(VIEWS[(VIEWS.indexOf(article.view) + 1) % VIEWS.length]),
  w: () => !$("write").disabled && writing.open([...files.values()], output),
  "/": () => $("search").focus(),
  "?": openHelp,
});

server.news(
  (news) => {
    if (news.over) {
      end(news.over);
      return;
    }
    if ("output" in news) output = news.output;
    take(news.files);
    if (lost) say("");
    lost = false;
    later(async () => {
      const one = state();
      if (!one) return;
      if (drawn && drawn.file === file && one.open && drawn.revision === one.revision) return;
      if (drawn && one.notice) say(one.notice);
      await draw(current);
    });
  },
  () => {
    if (over) return;
    lost = true;
    say("The connection to the review is lost. Decisions made so far are kept.", true);
  },
);
