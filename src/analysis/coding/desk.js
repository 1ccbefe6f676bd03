// Keys, clicks and selections of the coding desk. Everything it does is press a button or fill a hidden field.
(() => {
  const KEYS = { n: "next", j: "next", ArrowDown: "next", p: "previous", k: "previous", ArrowUp: "previous", c: "confirm", u: "reopen", z: "take-back", s: "spread", x: "next-left", w: "save" };
  const tell = (root, name, value) => {
    const input = root.querySelector(`.desk-tell-${name} input`);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const press = (root, name) => root.querySelector(`button.desk-${name}`)?.click();
  const field = (root, name) => root.querySelector(`.desk-${name} select, .desk-${name} input`);

  // Places in the text count characters, not the units of UTF-16 that a browser counts.
  const selected = (root) => {
    const words = root.querySelector(".desk-words"), choice = document.getSelection();
    if (!words || !choice.rangeCount || choice.isCollapsed || !words.contains(choice.getRangeAt(0).commonAncestorContainer)) return null;
    const range = choice.getRangeAt(0), before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    return `${start}:${start + Array.from(range.toString()).length}`;
  };

  // Into the tab of the document, to the line that is asked for, as soon as it is there. What is wrong in it is selected:
  // who types, writes it anew.
  const describe = (root, tries = 20) => {
    const lines = [...root.querySelectorAll(".desk-head input[type=text]")].filter((line) => line.offsetParent);
    const asked = lines.find((line) => line.closest(".desk-asked")) || lines[0];
    if (asked) { asked.focus(); if (asked.closest(".desk-wrong")) asked.select(); }
    else if (tries) setTimeout(() => describe(root, tries - 1), 100);
  };

  const show = (root) => root.querySelectorAll(".desk-scroll").forEach((pane) => {
    const current = pane.querySelector(".desk-current");
    if (!current) return;
    const at = current.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (at.top < frame.top + 40 || at.bottom > frame.bottom - 40) pane.scrollTop += at.top - frame.top - frame.height / 3;
  });

  // The keys of JupyterLab's command mode are not meant here; Lumino asks the element that has the focus.
  const ours = (root) => [root, ...root.querySelectorAll("a, button, input, select, textarea, [tabindex]")].forEach((element) => {
    element.dataset.lmSuppressShortcuts = "true";
  });

  const begin = (root) => {
    root.dataset.deskReady = "true";
    root.tabIndex = 0;
    let choice = null; // a press on a button empties the selection, so that it is kept
    document.addEventListener("selectionchange", () => { choice = selected(root) || choice; });
    root.addEventListener("mousedown", (event) => { if (event.target.closest(".desk-words")) choice = null; });
    root.addEventListener("click", (event) => {
      if (!choice || !event.target.closest("button.desk-add-selected")) return;
      event.stopPropagation(); // what is added is the selection, not the number that is looked at
      tell(root, "selection", choice);
      choice = null;
    }, true);
    root.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-figure], [data-left]");
      if (!mark || !document.getSelection().isCollapsed) return;
      choice = null;
      if (mark.dataset.left) tell(root, "left", mark.dataset.left);
      else tell(root, "figure", mark.dataset.figure);
      root.focus({ preventScroll: true });
    });
    root.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select");
      if (event.key === "Escape") { root.focus({ preventScroll: true }); return; }
      if (typing && event.key === "Enter" && typing.closest(".desk-reason")) {
        press(root, "reject"); root.focus({ preventScroll: true }); event.preventDefault(); return;
      }
      if (typing && event.key === "Enter" && typing.matches("input[type=text]")) {
        setTimeout(() => root.focus({ preventScroll: true })); return; // leaving a field is what sends it
      }
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (key === "r") field(root, "reason").focus();
      else if (key === "d") { press(root, "document"); describe(root); }
      else if (key === "e") field(root, "first").focus();
      else if (key === "a" && choice) { tell(root, "selection", choice); choice = null; }
      else if (key === "a") press(root, "add-selected");
      else if (KEYS[key]) { choice = null; press(root, KEYS[key]); }
      else return;
      event.preventDefault();
      event.stopPropagation();
    }, true); // fields keep their keys to themselves on the way up
    let said = "";
    const settle = () => {
      ours(root);
      show(root);
      const answer = root.querySelector(".desk-said"), now = answer?.textContent.trim() || "";
      if (now && now !== said) answer.scrollIntoView({ block: "nearest" });
      said = now;
    };
    new MutationObserver(settle).observe(root, { childList: true, subtree: true });
    settle();
    root.focus({ preventScroll: true });
  };

  const find = () => document.querySelectorAll(".analysis-desk:not([data-desk-ready])").forEach(begin);
  if (!window.analysisDesk) {
    window.analysisDesk = new MutationObserver(find);
    window.analysisDesk.observe(document.body, { childList: true, subtree: true });
  }
  find();
})();
