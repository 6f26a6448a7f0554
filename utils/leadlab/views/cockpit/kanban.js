// Draws the columns and cards of a board, and tells Python which card somebody wants to move where.
// Drag a card; or press Enter on it, choose a place with the arrow keys, press Enter again. What
// comes of a wish is decided in Python: the picture changes only when its answer comes.

const START = 6; // pixels that a pointer moves before a press becomes a drag

function make(tag, cls, text, attributes = {}) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function render({ model, el }) {
  const root = make("div", "leadlab leadlab-kanban", undefined, { role: "group" });
  const speaker = make("div", "leadlab-unseen", "", { role: "status", "aria-live": "polite" });
  el.append(root, speaker);
  let state = { lanes: [] };
  let wire = null;
  let held = null; // { id, lane, place, from }: a card picked up by keyboard or click
  let drag = null; // { id, x, y, on, node }: a card under a pointer
  let quiet = false; // the click that ends a drag is none
  let turn = 0;
  let gone = false;

  const card = (id) => root.querySelector(`.leadlab-workcard[data-id="${CSS.escape(id)}"]`);
  const laneOf = (id) => state.lanes.findIndex((each) => each.cards.some((one) => one.id === id));
  const sizeOf = (lane, id) => state.lanes[lane].cards.filter((one) => one.id !== id).length;
  const titleOf = (id) => state.lanes.flatMap((each) => each.cards).find((one) => one.id === id)?.title ?? id;
  const say = (text) => { speaker.textContent = text; };

  function draw() {
    const active = document.activeElement;
    const focused = root.contains(active) ? active.dataset.id : null;
    root.setAttribute("aria-label", state.name);
    root.replaceChildren(...state.lanes.map(drawLane));
    const again = state.focus || focused;
    if (focused && again) (card(again) ?? root.querySelector(".leadlab-workcard"))?.focus();
    mark();
  }

  function drawLane(lane, number) {
    const node = make("section", `leadlab-lane ${lane.state}`, undefined, { "data-lane": number, "aria-label": `${lane.name}, ${lane.room}` });
    const head = make("div", "leadlab-lanehead");
    head.append(make("b", "", lane.name), make("span", "leadlab-soft", lane.room));
    const list = make("ul", "");
    for (const one of lane.cards) {
      const button = make("button", `leadlab-workcard ${one.state}`, undefined, { type: "button", "data-id": one.id, "data-lm-suppress-shortcuts": "true", "aria-pressed": "false" });
      button.append(make("span", "", one.title), make("small", "", one.note));
      const item = make("li", "");
      item.append(button);
      list.append(item);
    }
    node.append(head, list);
    if (lane.more) node.append(make("p", "leadlab-soft", lane.more));
    return node;
  }

  // Shows where a held card would land: the column by its frame, the place by a line.
  function mark() {
    for (const node of root.querySelectorAll(".leadlab-aim, .leadlab-before, .leadlab-held")) {
      node.classList.remove("leadlab-aim", "leadlab-before", "leadlab-held");
    }
    for (const node of root.querySelectorAll('[aria-pressed="true"]')) node.setAttribute("aria-pressed", "false");
    const aim = held ?? (drag?.on ? drag : null);
    if (!aim) return;
    const moving = card(aim.id);
    moving?.classList.add("leadlab-held");
    moving?.setAttribute("aria-pressed", "true");
    const lane = root.children[aim.lane];
    lane?.classList.add("leadlab-aim");
    const others = [...(lane?.querySelectorAll(".leadlab-workcard") ?? [])].filter((each) => each.dataset.id !== aim.id);
    others[aim.place]?.classList.add("leadlab-before");
  }

  function ask(id, lane, place) {
    turn += 1;
    model.set("wish", { item: id, to: state.lanes[lane].name, place: place + state.lanes[lane].skipped, turn });
    model.save_changes();
  }

  function pick(id) {
    const lane = laneOf(id);
    held = { id, lane, place: state.lanes[lane].cards.findIndex((one) => one.id === id), from: lane };
    mark();
    say(`${titleOf(id)} picked up. Left and right choose a column, up and down a place; Enter puts it down, Escape leaves it where it was.`);
  }

  function drop() {
    const { id, lane, place } = held;
    held = null;
    mark();
    ask(id, lane, place);
  }

  function cancel() {
    if (!held) return;
    say(`${titleOf(held.id)} stays in ${state.lanes[held.from].name}.`);
    held = null;
    mark();
  }

  function aim(key) {
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const lane = held.lane + (key === "ArrowRight" ? 1 : -1);
      if (lane < 0 || lane >= state.lanes.length) return;
      held.lane = lane;
      held.place = sizeOf(lane, held.id);
    } else {
      held.place = Math.min(Math.max(held.place + (key === "ArrowDown" ? 1 : -1), 0), sizeOf(held.lane, held.id));
    }
    mark();
    const lane = state.lanes[held.lane];
    say(`${lane.name}, ${lane.room}, place ${held.place + 1}.`);
  }

  function walk(id, key) {
    const lane = laneOf(id);
    const row = state.lanes[lane].cards.findIndex((one) => one.id === id);
    let next = null;
    if (key === "ArrowUp" || key === "ArrowDown") next = state.lanes[lane].cards[row + (key === "ArrowDown" ? 1 : -1)];
    const step = key === "ArrowRight" ? 1 : -1;
    for (let n = lane + step; !next && (key === "ArrowLeft" || key === "ArrowRight") && state.lanes[n]; n += step) {
      next = state.lanes[n].cards[Math.min(row, state.lanes[n].cards.length - 1)];
    }
    if (next) card(next.id)?.focus();
  }

  root.addEventListener("keydown", (event) => {
    const id = event.target.closest(".leadlab-workcard")?.dataset.id;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) held ? aim(event.key) : walk(id, event.key);
    else if (event.key === "Escape" && held) cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  root.addEventListener("click", (event) => {
    if (quiet) { quiet = false; return; }
    const id = event.target.closest(".leadlab-workcard")?.dataset.id;
    if (held && id === held.id) drop();
    else if (held && event.detail > 0) { // with a pointer: into the column that was clicked
      const lane = event.target.closest(".leadlab-lane");
      if (!lane) return cancel();
      held.lane = Number(lane.dataset.lane);
      held.place = sizeOf(held.lane, held.id);
      drop();
    } else if (id) pick(id);
  });

  root.addEventListener("pointerdown", (event) => {
    const node = event.target.closest(".leadlab-workcard");
    quiet = false;
    if (!node || event.button !== 0 || held) return;
    drag = { id: node.dataset.id, x: event.clientX, y: event.clientY, on: false, pointer: event.pointerId };
  });

  root.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.on) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
      drag.on = true;
      root.setPointerCapture(event.pointerId);
      root.classList.add("leadlab-dragging");
    }
    const lane = laneAt(event.clientX);
    drag.lane = lane;
    const others = [...root.children[lane].querySelectorAll(".leadlab-workcard")].filter((each) => each.dataset.id !== drag.id);
    const below = others.findIndex((each) => {
      const box = each.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    drag.place = below < 0 ? others.length : below;
    mark();
  });

  function laneAt(x) {
    const boxes = [...root.children].map((each) => each.getBoundingClientRect());
    const found = boxes.findIndex((box) => x < box.right);
    return found < 0 ? boxes.length - 1 : found;
  }

  function end(event, isDrop) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { id, lane, place, on } = drag;
    drag = null;
    root.classList.remove("leadlab-dragging");
    mark();
    if (!on) return;
    quiet = true;
    card(id)?.focus();
    if (isDrop) ask(id, lane, place);
  }
  root.addEventListener("pointerup", (event) => end(event, true));
  root.addEventListener("pointercancel", (event) => end(event, false));

  const onValue = () => {
    state = JSON.parse(wire.get("value"));
    held = held && laneOf(held.id) >= 0 ? held : null;
    draw();
  };
  (async () => {
    wire = await model.widget_manager.get_model(model.get("wire").slice("IPY_MODEL_".length));
    if (gone) return;
    wire.on("change:value", onValue);
    onValue();
  })();
  return () => {
    gone = true;
    wire?.off("change:value", onValue);
  };
}

export default { render };
