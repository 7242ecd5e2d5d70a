// Draws the steps of a plan as bars in time. A bar is dragged with mouse or finger, or moved with the arrow keys (a day)
// and the page keys (a week); Enter opens its step. What was moved is sent once the hand is off it.

const DAY_MS = 86_400_000;
const KEYS_PAUSE_MS = 700;
const BY_KEY = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 7, PageDown: -7 };
const roadmaps = new WeakMap();

const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const iso = (n) => new Date(n * DAY_MS).toISOString().slice(0, 10);
const said = (n, options) => new Date(n * DAY_MS).toLocaleDateString("en-GB", { timeZone: "UTC", ...options });
const day = (n) => said(n, { day: "numeric", month: "short" });
const yearOf = (n) => new Date(n * DAY_MS).getUTCFullYear();
const fullDay = (n) => said(n, { day: "numeric", month: "long", year: "numeric" });

function made(name, className, parent, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

class Roadmap {
  constructor(root) {
    this.box = root.querySelector(".roadmap");
    this.root = root;
  }

  show({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    if (this.dragging) return;
    const same = JSON.stringify(data);
    if (same === this.drawn && !this.refused) return;
    clearTimeout(this.timer);
    this.refused = false;
    this.drawn = same;
    this.draw(data);
  }

  draw({ steps, today }) {
    const focused = this.root.activeElement?.dataset?.step;
    this.steps = steps.map((step) => ({ ...step, start: number(step.start), due: number(step.due) }));
    this.today = number(today);
    const days = this.steps.flatMap((step) => [step.start, step.due + 1]);
    const [first, last] = [Math.min(this.today, ...days), Math.max(this.today + 7, ...days)];
    const margin = Math.max(7, Math.round((last - first) * 0.06));
    [this.first, this.last] = [first - margin, last + margin];
    this.box.replaceChildren();
    this.months();
    for (const step of this.steps) this.row(step);
    if (focused) this.box.querySelector(`[data-step="${CSS.escape(focused)}"]`)?.focus();
  }

  share(n) {
    return (100 * (n - this.first)) / (this.last - this.first);
  }

  months() {
    const axis = made("div", "axis", this.box);
    axis.setAttribute("aria-hidden", "true");
    const begin = new Date(this.first * DAY_MS);
    const all = (this.last - this.first) / 30.4;
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => all / n <= 5) ?? 240;
    for (let i = 0; i <= all + 1; i += 1) {
      const month = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + i, 1));
      const at = Math.round(month / DAY_MS);
      const counted = month.getUTCFullYear() * 12 + month.getUTCMonth();
      if (counted % every || at < this.first || this.share(at) > 90) continue;
      const label = made("span", "month", axis, said(at, { month: "short", year: "2-digit" }));
      label.style.left = `${this.share(at)}%`;
    }
  }

  row(step) {
    const row = made("div", `row ${step.state}${step.late ? " late" : ""}`, this.box);
    const name = made("div", "name", row);
    name.setAttribute("aria-hidden", "true");
    made("span", "title", name, step.title);
    const dates = made("span", "dates", name);
    const track = made("div", "track", row);
    const now = made("span", "today", track);
    now.style.left = `${this.share(this.today)}%`;
    const bar = made("div", "bar", track);
    made("span", "ink", bar);
    bar.dataset.step = step.id;
    bar.tabIndex = 0;
    bar.setAttribute("aria-label", step.title);
    const view = { step, row, bar, dates, start: step.start };
    if (step.state === "open") {
      bar.setAttribute("role", "slider");
      bar.setAttribute("aria-valuemin", String(this.first));
      bar.setAttribute("aria-valuemax", String(this.last));
      bar.onpointerdown = (event) => this.take(event, view);
    } else {
      bar.setAttribute("role", "button");
      bar.onclick = () => this.send("opened", step.id);
    }
    bar.onkeydown = (event) => this.key(event, view);
    bar.onblur = () => this.settle(view);
    this.place(view);
  }

  place(view) {
    const { step, bar, dates, start } = view;
    const due = start + step.due - step.start;
    bar.style.left = `${this.share(start)}%`;
    bar.style.width = `${this.share(due + 1) - this.share(start)}%`;
    const state = step.state === "open" ? (step.late ? "late" : "") : step.state;
    const year = yearOf(due) === yearOf(this.today) ? "" : ` ${yearOf(due)}`;
    dates.textContent = `${day(start)} – ${day(due)}${year}${state && ` · ${state}`}`;
    if (step.state === "open") {
      bar.setAttribute("aria-valuenow", String(start));
      bar.setAttribute("aria-valuetext", `${fullDay(start)} to ${fullDay(due)}${state && `, ${state}`}`);
    } else {
      bar.setAttribute("aria-label", `${step.title}, ${fullDay(start)} to ${fullDay(due)}, ${state}`);
    }
  }

  take(event, view) {
    if (event.button) return;
    const { bar, start: before } = view;
    const perDay = bar.parentElement.clientWidth / (this.last - this.first);
    const from = event.clientX;
    this.dragging = true;
    bar.setPointerCapture(event.pointerId);
    bar.classList.add("held");
    let went = false;
    bar.onpointermove = (move) => {
      went ||= Math.abs(move.clientX - from) > 4;
      if (went) this.put(view, before + Math.round((move.clientX - from) / perDay));
    };
    const end = (kept) => {
      bar.onpointermove = bar.onpointerup = bar.onpointercancel = null;
      bar.classList.remove("held");
      this.dragging = false;
      if (!kept) this.put(view, before);
      else if (went) this.settle(view);
      else this.send("opened", view.step.id);
    };
    bar.onpointerup = () => end(true);
    bar.onpointercancel = () => end(false);
  }

  put(view, start) {
    const length = view.step.due - view.step.start;
    view.start = Math.min(Math.max(start, this.first), Math.max(this.last - 1 - length, this.first));
    this.place(view);
  }

  key(event, view) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.settle(view);
      this.send("opened", view.step.id);
    } else if (event.key === "Escape" && view.start !== view.step.start) {
      clearTimeout(this.timer);
      view.start = view.step.start;
      this.place(view);
    } else if (BY_KEY[event.key] && view.step.state === "open") {
      event.preventDefault();
      view.start += BY_KEY[event.key];
      this.place(view);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(view), KEYS_PAUSE_MS);
    }
  }

  settle(view) {
    clearTimeout(this.timer);
    const { step, start } = view;
    if (start === step.start) return;
    const due = start + step.due - step.start;
    [step.start, step.due] = [start, due];
    // Drawn anew with the next answer even when that is the old state: then the move was refused.
    this.refused = true;
    this.send("moved", { step: step.id, start: iso(start), due: iso(due) });
  }
}

export default function (component) {
  const { parentElement } = component;
  let roadmap = roadmaps.get(parentElement);
  if (!roadmap) {
    roadmap = new Roadmap(parentElement);
    roadmaps.set(parentElement, roadmap);
  }
  roadmap.show(component);
  return () => {
    clearTimeout(roadmap.timer);
    roadmaps.delete(parentElement);
  };
}
