// Sits unseen in a board. Gives its inputs names, roles and keys, keeps the notebook's
// single-key shortcuts away from them, speaks for the screen reader and reports the theme.
// The board works without it.

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
  const watcher = new MutationObserver(() => tidy());
  const themeWatcher = new MutationObserver(() => reportTheme());
  let timer = 0;

  function tidy() {
    if (!board) return;
    for (const input of board.querySelectorAll(INPUTS)) {
      put(input, { "data-lm-suppress-shortcuts": "true" });
    }
    for (const readout of board.querySelectorAll(".widget-readout[contenteditable]")) {
      put(readout, { role: "textbox" });
    }
    for (const rule of model.get("rules")) {
      const holder = board.querySelector("." + rule.of);
      if (!holder) continue;
      for (const node of targetOf(holder, rule.on)) put(node, rule.put);
    }
  }

  function reportTheme() {
    if (model.get("theme") === theme()) return;
    model.set("theme", theme());
    model.save_changes();
  }

  function speak() {
    speaker.textContent = model.get("spoken").text ?? "";
  }

  // The new scene is drawn some messages later than the wish to go there arrives.
  function focus(patience = 40) {
    const wish = model.get("focus");
    if (!wish.of) return;
    const node = board?.querySelector(wish.of);
    if (node && node.dataset.leadlabSeen !== String(wish.turn)) {
      node.dataset.leadlabSeen = String(wish.turn);
      put(node, { "data-lm-suppress-shortcuts": "true" });
      node.focus();
      node.scrollIntoView({ block: "start" });
    } else if (patience > 0 && !node) {
      setTimeout(() => focus(patience - 1), 25);
    }
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = board.querySelector(`button[data-leadlab-key="${CSS.escape(event.key)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    event.stopPropagation();
    button.click();
  }

  function settle() {
    board = el.closest(".leadlab-board");
    if (!board) {
      timer = setTimeout(settle, 25);
      return;
    }
    board.addEventListener("keydown", press);
    // An input may get the class that it is known by after it has entered the page.
    watcher.observe(board, { childList: true, subtree: true, attributeFilter: ["class"] });
    themeWatcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
    model.on("change:rules", tidy);
    model.on("change:spoken", speak);
    model.on("change:focus", onFocus);
    tidy();
    reportTheme();
  }
  const onFocus = () => focus();
  settle();

  return () => {
    clearTimeout(timer);
    watcher.disconnect();
    themeWatcher.disconnect();
    board?.removeEventListener("keydown", press);
    model.off("change:rules", tidy);
    model.off("change:spoken", speak);
    model.off("change:focus", onFocus);
  };
}

export default { render };
