// The review page: one bitext at a time, every decision sent at once, keys for everything.
const $ = id => document.getElementById(id);
const state = { queue: null, bitext: null, chosen: 0, side: 0 };
const SIDES = ["original", "translation"];
let busy = Promise.resolve();

const KEYS = [
  ["ArrowDown", "↓ J", "next bead", () => choose(state.chosen + 1)],
  ["KeyJ", "", "", () => choose(state.chosen + 1)],
  ["ArrowUp", "↑ K", "bead above", () => choose(state.chosen - 1)],
  ["KeyK", "", "", () => choose(state.chosen - 1)],
  ["ArrowLeft", "← →", "original / translation side", () => pickSide(0)],
  ["ArrowRight", "", "", () => pickSide(1)],
  ["KeyN", "N", "next doubtful bead", () => jump(b => b.doubtful)],
  ["Shift+KeyN", "Shift N", "next bead that is not 1-1", () => jump(b => b.type !== "1-1")],
  ["Slash", "/", "next bead that nobody decided on", () => jump(b => b.status === "auto")],
  ["Enter", "Enter A", "accept, and on to the next", () => act("accept", {}, true)],
  ["KeyA", "", "", () => act("accept", {}, true)],
  ["KeyX", "X Del", "reject (leave out of exports)", () => act("reject")],
  ["Delete", "", "", () => act("reject")],
  ["KeyR", "R", "reopen: no decision", () => act("reopen")],
  ["KeyM", "M", "merge with the bead below", () => act("link", { direction: 1 })],
  ["Shift+KeyM", "Shift M", "merge with the bead above", () => act("link", { direction: -1 }, false, -1)],
  ["KeyF", "F", "merge this side into the bead below", () => act("merge", { side: side(), direction: 1 })],
  ["Shift+KeyF", "Shift F", "merge this side into the bead above", () => act("merge", { side: side(), direction: -1 })],
  ["KeyS", "S", "last paragraph of this side down", () => act("move", { side: side(), direction: 1 })],
  ["KeyW", "W", "first paragraph of this side up", () => act("move", { side: side(), direction: -1 })],
  ["KeyU", "U", "unlink: both sides on their own", () => act("unlink")],
  ["KeyP", "P", "split the paragraph at the cursor (click first)", splitAtCaret],
  ["KeyB", "B", "new bead from the paragraph at the cursor on", cutAtCaret],
  ["KeyC", "C", "mark as moved (crossing), or not", () => act("crossing")],
  ["KeyE", "E", "other words on this side", editText],
  ["KeyT", "T", "comment", comment],
  ["KeyG", "G", "selected words into the termbase", () => confirmRendering()],
  ["KeyZ", "Z", "undo, also after a restart", () => step("undo")],
  ["Shift+KeyZ", "Shift Z", "redo", () => step("redo")],
  ["KeyL", "L", "align anew around what you decided", () => realign()],
  ["Shift+KeyL", "Shift L", "learn from all decisions, then align anew", () => learn()],
  ["KeyQ", "Q", "search the whole memory", () => search()],
  ["BracketRight", "] [", "next / previous document", () => nextDocument(1)],
  ["BracketLeft", "", "", () => nextDocument(-1)],
  ["Shift+Slash", "?", "these keys", () => $("keys").showModal()],
];
const ACTION = new Map(KEYS.map(([code, , , run]) => [code, run]));

async function ask(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const found = await response.json().catch(() => ({ error: `status ${response.status}` }));
  if (!response.ok) throw Object.assign(new Error(found.error), { status: response.status });
  return found;
}

function say(text, wrong = false) {
  const place = $("message");
  place.textContent = text;
  place.classList.toggle("error", wrong);
  clearTimeout(say.timer);
  if (!wrong) say.timer = setTimeout(() => { place.textContent = ""; }, 2500);
}

// One request after the other, so that quick keys are all answered, in their order.
function inTurn(work) {
  busy = busy.then(work).catch(async error => {
    if (error.status === 409) {
      say(`${error.message}`, true);
      await open(state.bitext.original, state.bitext.translation);
    } else if (error.status) say(error.message, true);
    else say("No answer: the server has stopped, or the connection is lost. Nothing since is saved.", true);
  });
  return busy;
}

function names() {
  const { original, translation, version } = state.bitext;
  return { original, translation, version };
}
const side = () => SIDES[state.side];

function act(action, values = {}, onward = false, shift = 0) {
  const bead = state.chosen;
  return inTurn(async () => {
    show(await ask("/api/edit", { ...names(), action, bead: Math.min(bead, state.bitext.beads.length - 1), values }));
    if (shift) choose(state.chosen + shift);
    if (onward && !jump(b => b.doubtful, false)) choose(bead + 1);
    refreshQueue();
  });
}

const step = way => inTurn(async () => {
  const found = await ask(`/api/${way}`, names());
  show(found);
  say(found.done ? `${way}: ${found.done}` : `nothing to ${way}`);
  refreshQueue();
});

const realign = () => inTurn(async () => {
  say("aligning …");
  show(await ask("/api/realign", names()));
  say("aligned anew around your decisions");
  refreshQueue();
});

const learn = () => inTurn(async () => {
  say("learning …");
  const found = await ask("/api/learn", names());
  show(found);
  say(`learned from ${found.learned} stretches of decisions, and aligned anew`);
  refreshQueue();
});

function caret() {
  const selection = getSelection();
  const paragraph = selection.anchorNode?.parentElement?.closest("p[data-segment]");
  const row = paragraph?.closest(".bead");
  if (!row || Number(row.dataset.bead) !== state.chosen) return null;
  return { side: SIDES[Number(paragraph.dataset.side)], segment: Number(paragraph.dataset.segment),
    offset: selection.anchorOffset };
}
function splitAtCaret() {
  const place = caret();
  return place ? act("split", place) : say("click into the paragraph where it is to be split", true);
}
function cutAtCaret() {
  const place = caret();
  return place ? act("cut", place) : say("click into a later paragraph of this bead", true);
}

function dialog(title, text, done) {
  const box = $("editor");
  $("editor-title").textContent = title;
  $("editor-text").value = text;
  box.returnValue = "";
  box.onclose = () => { if (box.returnValue === "save") done($("editor-text").value); $("beads").focus(); };
  box.showModal();
  $("editor-text").focus();
}
function editText() {
  const bead = state.bitext.beads[state.chosen];
  const text = bead.edited ? bead.edited[state.side] : bead.sides[state.side].map(s => s.text).join("\n");
  dialog(side(), text, value => act("text", { side: side(), text: value }));
}
function comment() {
  dialog("Comment", state.bitext.beads[state.chosen].note, value => act("note", { text: value }));
}

// The words selected in the translation become a rendering of a term in the termbase.
async function confirmRendering() {
  const text = getSelection().toString().trim();
  if (!text) return say("select the English words first", true);
  const { concepts } = await ask("/api/terms");
  if (!concepts.length) return say("start with a termbase: align review MEMORY -t terms.csv", true);
  const korean = state.bitext.beads[state.chosen].sides[0].map(s => s.text).join(" ");
  const here = name => korean.replaceAll(" ", "").includes(name.replaceAll(" ", ""));
  const sorted = [...concepts].sort((a, b) => here(b[1]) - here(a[1]));
  $("term-text").textContent = text;
  $("term-concept").replaceChildren(...sorted.map(([id, name]) => element("option", { value: id }, name)));
  const box = $("term");
  box.returnValue = "";
  box.onclose = () => {
    $("beads").focus();
    if (box.returnValue !== "save") return;
    inTurn(async () => {
      const found = await ask("/api/term",
        { concept: $("term-concept").value, rendering: text, status: $("term-status").value });
      say(`${found.added}: ${found.status}`);
    });
  };
  box.showModal();
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function row(bead, index) {
  const level = bead.status !== "auto" ? bead.status : bead.band;
  const made = element("div", { className: `bead ${level}` });
  made.dataset.bead = index;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const facts = element("div", { className: "facts" }, element("b", {}, bead.type),
    ` · ${bead.status === "auto" ? bead.confidence.toFixed(2) : bead.status}`);
  if (bead.crossing) facts.append(element("br"), "moved");
  if (bead.status === "auto" && bead.why.length) facts.title = bead.why.map(([n, v]) => `${n} ${v}`).join("\n");
  made.append(facts);
  bead.sides.forEach((segments, which) => {
    const place = element("div", { className: "side", lang: which ? "en" : "ko" });
    place.dataset.side = which;
    if (bead.edited) place.append(element("p", {}, bead.edited[which]));
    else for (const segment of segments) {
      const paragraph = element("p", {}, segment.text);
      paragraph.dataset.segment = segment.index;
      paragraph.dataset.side = which;
      place.append(paragraph);
    }
    if (!place.children.length) place.append(element("p", { className: "empty" }, "–"));
    made.append(place);
  });
  for (const issue of bead.issues)
    made.append(element("p", { className: `say ${issue.severity}` }, `${issue.kind}: ${issue.message}`));
  if (bead.note) made.append(element("p", { className: "say" }, bead.note));
  if (bead.doubtful && bead.why.length)
    made.append(element("p", { className: "say" }, `why ${bead.confidence.toFixed(2)}: `
      + bead.why.map(([n, v]) => `${n} ${v > 0 ? "+" : ""}${v}`).join(", ")));
  return made;
}

// Only the beads that changed are drawn again, so that long documents answer at once.
function show(found) {
  const before = state.bitext;
  const same = before && before.original === found.original && before.translation === found.translation;
  const old = same ? before.beads.map(b => JSON.stringify(b)) : [];
  const now = found.beads.map(b => JSON.stringify(b));
  let head = 0, tail = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  while (tail < old.length - head && tail < now.length - head
    && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  state.bitext = found;
  const list = $("beads");
  if (!same) list.replaceChildren();
  else for (const gone of [...list.children].slice(head, old.length - tail)) gone.remove();
  const next = list.children[head] ?? null;
  const fragment = document.createDocumentFragment();
  for (let i = head; i < now.length - tail; i++) fragment.append(row(found.beads[i], i));
  list.insertBefore(fragment, next);
  [...list.children].forEach((child, index) => { child.dataset.bead = index; });
  $("title").textContent = found.title;
  choose(Math.min(state.chosen, now.length - 1), false);
}

function choose(index, scroll = true) {
  const rows = $("beads").children;
  if (index < 0 || index >= rows.length) return;
  rows[state.chosen]?.setAttribute("aria-selected", "false");
  state.chosen = index;
  rows[index].setAttribute("aria-selected", "true");
  pickSide(state.side);
  if (scroll) rows[index].scrollIntoView({ block: "nearest" });
}
function pickSide(which) {
  state.side = which;
  document.querySelectorAll(".side.active").forEach(e => e.classList.remove("active"));
  $("beads").children[state.chosen]?.querySelectorAll(".side")[which]?.classList.add("active");
}
function jump(wanted, tell = true) {
  const beads = state.bitext.beads;
  for (let n = 1; n <= beads.length; n++) {
    const index = (state.chosen + n) % beads.length;
    if (wanted(beads[index])) { choose(index); return true; }
  }
  if (tell) say("none left in this document");
  return false;
}

async function refreshQueue() {
  state.queue = await ask("/api/queue");
  const { decided, beads, doubtful, bitexts } = state.queue;
  $("progress").max = beads || 1;
  $("progress").value = decided;
  $("counts").textContent = `${decided} of ${beads} decided, ${doubtful} doubtful`;
  const order = new Map([...$("documents").children].map((item, index) => [item.dataset.key, index]));
  const sorted = order.size ? [...bitexts].sort((a, b) =>
    (order.get(a.original + a.translation) ?? 1e9) - (order.get(b.original + b.translation) ?? 1e9)) : bitexts;
  state.queue.bitexts = sorted;
  $("documents").replaceChildren(...sorted.map(item => {
    const todo = item.doubtful ? `${item.doubtful} doubtful` : item.decided === item.beads ? "done" : "";
    const button = element("button", { lang: "ko" }, item.title, element("small",
      { className: item.doubtful ? "todo" : todo ? "done" : "" }, `${item.decided}/${item.beads} ${todo}`));
    const current = state.bitext?.original === item.original && state.bitext?.translation === item.translation;
    button.setAttribute("aria-current", String(current));
    button.addEventListener("click", () => {
      $("beads").focus();
      inTurn(() => open(item.original, item.translation));
    });
    const line = element("li", {}, button);
    line.dataset.key = item.original + item.translation;
    return line;
  }));
}
async function open(original, translation) {
  const found = await ask(`/api/bitext?${new URLSearchParams({ original, translation })}`);
  const other = state.bitext?.original !== original || state.bitext?.translation !== translation;
  if (other) state.chosen = 0;
  show(found);
  if (other) { const first = found.beads.findIndex(b => b.doubtful); choose(Math.max(0, first)); }
  await refreshQueue();
  $("beads").focus();
}
function nextDocument(way) {
  const items = state.queue.bitexts;
  const at = items.findIndex(i => i.original === state.bitext.original && i.translation === state.bitext.translation);
  const item = items[at + way];
  if (item) inTurn(() => open(item.original, item.translation));
}

// Words in the whole memory; what is selected is looked for at once.
function search() {
  const selected = getSelection().toString().trim();
  if (selected) $("search-text").value = selected;
  $("search").showModal();
  $("search-text").select();
  if (selected) find();
}
async function find() {
  const told = $("search-told"), text = $("search-text").value.trim();
  if (!text) return;
  told.classList.remove("error");
  try {
    const found = await ask(`/api/search?${new URLSearchParams({ text, way: $("search-way").value })}`);
    const shown = found.hits.length, more = found.total === null || found.total > shown;
    told.textContent = (!shown ? "nothing found" : !more ? `${shown} hits`
      : `the first ${shown}${found.total === null ? "" : ` of about ${found.total}`} hits`)
      + (found.searched ? `, for ${found.searched}` : "");
    $("hits").replaceChildren(...found.hits.map(hitLine));
  } catch (error) {
    told.classList.add("error");
    told.textContent = error.message;
    $("hits").replaceChildren();
  }
}
function hitLine(hit) {
  const head = [hit.percent === null ? "" : `${hit.percent} %`, hit.date, hit.original,
    hit.status === "auto" ? "" : hit.status].filter(Boolean).join(" · ");
  const button = element("button", { type: "button" }, element("small", {}, head));
  hit.sides.forEach((parts, which) => button.append(element("span", { lang: which ? "en" : "ko" },
    ...parts.map(([text, marked]) => marked ? element("mark", {}, text) : text))));
  button.addEventListener("click", () => {
    $("search").close();
    inTurn(async () => { await open(hit.original, hit.translation); choose(hit.bead); });
  });
  return element("li", {}, button);
}

addEventListener("keydown", event => {
  // Hangul in the making sends keys too; and letters are told by their place, whatever the layout.
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.target.closest("select, textarea, input")) return;
  if (event.target.closest("button") && ["Enter", "Space"].includes(event.code)) return;
  const run = ACTION.get((event.shiftKey ? "Shift+" : "") + event.code);
  if (run && state.bitext) { event.preventDefault(); run(); }
});
$("beads").addEventListener("click", event => {
  const place = event.target.closest(".bead");
  if (!place) return;
  choose(Number(place.dataset.bead), false);
  const which = event.target.closest(".side");
  if (which) pickSide(Number(which.dataset.side));
});
$("undo").addEventListener("click", () => step("undo"));
$("redo").addEventListener("click", () => step("redo"));
$("realign").addEventListener("click", realign);
$("learn").addEventListener("click", learn);
$("find").addEventListener("click", search);
$("search-close").addEventListener("click", () => $("search").close());
$("search-form").addEventListener("submit", event => { event.preventDefault(); find(); });
$("help").addEventListener("click", () => $("keys").showModal());
$("editor-save").addEventListener("click", () => $("editor").close("save"));
$("export").addEventListener("change", event => {
  if (event.target.value) location.assign(`/api/export?format=${event.target.value}`);
  event.target.value = "";
});
$("key-list").append(...KEYS.filter(([, shown]) => shown).map(([, shown, what]) =>
  element("div", {}, element("dt", {}, element("kbd", {}, shown)), element("dd", {}, what))));

inTurn(async () => {
  await refreshQueue();
  const first = state.queue.bitexts[0];
  if (first) await open(first.original, first.translation);
  else say("The memory holds no bitexts.", true);
});
