// Sends what stands in a text box to the server after a pause in typing, without taking the caret out of it.
// Streamlit itself only sends a text area when the caret leaves it or on Ctrl+Enter; this presses Ctrl+Enter.

const PAUSE_MS = 900;
const keepers = new WeakMap();

class Keeper {
  constructor(root) {
    this.line = root.querySelector(".line");
    this.sent = null;
    this.onInput = (event) => {
      if (event.target === this.box()) this.changed();
    };
    this.onHide = () => this.send();
    document.addEventListener("input", this.onInput);
    document.addEventListener("visibilitychange", this.onHide);
    window.addEventListener("pagehide", this.onHide);
  }

  // Looked up each time: Streamlit may have drawn the box anew.
  box() {
    return document.querySelector(`.st-key-${CSS.escape(this.field)} textarea`);
  }

  show({ field, saved }) {
    this.field = field;
    this.saved = saved;
    const text = this.box()?.value;
    if (text !== undefined && text !== saved && text !== this.sent) this.later();
    this.write();
  }

  changed() {
    this.later();
    this.write();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE_MS);
  }

  send() {
    clearTimeout(this.timer);
    const box = this.box();
    if (!box || box.value === this.saved || box.value === this.sent) return;
    this.sent = box.value;
    const keys = { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    box.dispatchEvent(new KeyboardEvent("keydown", keys));
  }

  write() {
    const text = this.box()?.value ?? this.saved;
    const words = text.split(/\s+/u).filter(Boolean).length;
    const state = text === "" ? "" : text === this.saved ? " · Draft autosaved" : " · Saving as you type";
    this.line.textContent = `${words} ${words === 1 ? "word" : "words"}${state}`;
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("input", this.onInput);
    document.removeEventListener("visibilitychange", this.onHide);
    window.removeEventListener("pagehide", this.onHide);
  }
}

export default function ({ data, parentElement }) {
  let keeper = keepers.get(parentElement);
  if (!keeper) {
    keeper = new Keeper(parentElement);
    keepers.set(parentElement, keeper);
  }
  keeper.show(data);
  return () => {
    keeper.stop();
    keepers.delete(parentElement);
  };
}
