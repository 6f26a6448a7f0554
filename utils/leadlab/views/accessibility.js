// Sits unseen in a board. Gives its inputs names, roles and keys, keeps the notebook's
// single-key shortcuts away from them, speaks for the screen reader and reports the theme.
// Holds the press of a button until the values that were changed before it are on their way: while
// the kernel is busy ipywidgets keeps the last value of a slider in the page, but no press.
// The board works without it. Until it is ready the board is not to be seen (leadlab.css), so that
// nobody presses a key that nothing listens to yet; where it never comes, the board shows by itself.

const LATE = 5000; // milliseconds in which the wish for a focus outlives the scene that it met

const AGAIN = 25; // milliseconds between two looks whether a value is still kept back

const INPUTS = "button, input, select, textarea, summary, a[href], [tabindex], [contenteditable]";

function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) node.removeAttribute(name);
    else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

function targetOf(holder, selector) {
  if (selector === "self") return [holder];
  if (selector) return holder.querySelectorAll(selector);
  if (holder.matches(INPUTS)) return [holder];
  const inner = holder.querySelector(".noUi-handle, button, input, select, textarea, img");
  return inner ? [inner] : [holder];
}

function theme() {
  const light = document.body.dataset.jpThemeLight;
  if (light) return light === "false" ? "dark" : "light";
  return document.body.classList.contains("vscode-dark") ? "dark" : "";
}

function render({ model, el }) {
  const speaker = document.createElement("div");
  put(speaker, { role: "status", "aria-live": "polite", class: "leadlab-unseen" });
  el.append(speaker);
  put(el, { style: "position:relative;height:1px;overflow:hidden;margin:0;padding:0" });

  let board = null;
  let wire = null; // the model that carries what the board says, see Accessibility in base.py
  let said = { rules: [], spoken: {}, focus: {} };
  let wish = {};
  const watcher = new MutationObserver(() => tidy());
  const themeWatcher = new MutationObserver(() => reportTheme());
  let timer = 0;
  let gone = false;
  let held = null; // a button whose press waits
  const known = new Map(); // every widget of the notebook, by its id

  function tidy() {
    if (!board) return;
    meet();
    for (const input of board.querySelectorAll(INPUTS)) {
      put(input, { "data-lm-suppress-shortcuts": "true" });
    }
    for (const readout of board.querySelectorAll(".widget-readout[contenteditable]")) {
      put(readout, { role: "textbox" });
    }
    for (const rule of said.rules) {
      const holder = board.querySelector("." + rule.of);
      if (!holder) continue;
      for (const node of targetOf(holder, rule.on)) put(node, rule.put);
    }
    focus();
  }

  function reportTheme() {
    if (model.get("theme") === theme()) return;
    model.set("theme", theme());
    model.save_changes();
  }

  // The first words were spoken before anybody listened, and a wish of then is out of date.
  function hear(isFirst = false) {
    const before = said;
    said = JSON.parse(wire.get("value"));
    if (!isFirst && said.spoken.turn !== before.spoken.turn) speaker.textContent = said.spoken.text;
    if (!isFirst && said.focus.turn !== before.focus.turn) {
      wish = { of: said.focus.of, since: performance.now(), node: null };
    }
    tidy();
  }

  // The wish may arrive before the new scene does: the focus then goes on from the old one, but
  // only while nobody has put it elsewhere.
  function focus() {
    if (!wish.of || performance.now() - wish.since > LATE || wish.node?.isConnected) return;
    const node = board?.querySelector(wish.of);
    if (!node || (wish.node && !document.activeElement?.contains(board))) return;
    wish.node = node;
    put(node, { "data-lm-suppress-shortcuts": "true" });
    node.focus();
    node.scrollIntoView({ block: "start" });
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = board.querySelector(`button[data-leadlab-key="${CSS.escape(event.key)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    button.click();
  }

  const all = () => wire?.widget_manager?._models ?? {};

  function meet() {
    for (const [id, made] of Object.entries(all())) {
      if (!known.has(id)) Promise.resolve(made).then((each) => known.set(id, each)).catch(() => {});
    }
  }

  // What a kernel left unread when it was restarted is no longer on its way.
  function keptBack() {
    const present = all();
    for (const id of known.keys()) if (!(id in present)) known.delete(id);
    return [...known.values()].some((each) => each._msg_buffer && each.comm_live);
  }

  function hold(event) {
    const button = event.target.closest("button");
    if (!button || !keptBack()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!held) setTimeout(release, AGAIN);
    held = button;
  }

  function release() {
    if (!gone && keptBack()) return setTimeout(release, AGAIN);
    const button = held;
    held = null;
    if (button.isConnected && !button.disabled) button.click();
  }

  async function settle() {
    board = el.closest(".leadlab-board");
    if (!board) {
      timer = setTimeout(settle, 25);
      return;
    }
    board.addEventListener("keydown", press);
    board.addEventListener("click", hold, true);
    // An input may get the class that it is known by after it has entered the page.
    watcher.observe(board, { childList: true, subtree: true, attributeFilter: ["class"] });
    themeWatcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
    wire = await model.widget_manager.get_model(model.get("wire").slice("IPY_MODEL_".length));
    if (gone) return;
    wire.on("change:value", onValue);
    hear(true);
    reportTheme();
    put(board, { "data-leadlab-ready": "true" });
  }
  const onValue = () => hear();
  settle();

  return () => {
    gone = true;
    clearTimeout(timer);
    watcher.disconnect();
    themeWatcher.disconnect();
    board?.removeEventListener("keydown", press);
    board?.removeEventListener("click", hold, true);
    wire?.off("change:value", onValue);
  };
}

export default { render };
