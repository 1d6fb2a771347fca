// Small comforts over pages that work without them. Everything is told by attributes; nothing is kept here that the server needs.
(() => {
  "use strict";
  const asked = new Set(); // forms with something typed that is not sent

  // Leaving with unsaved work: the browser asks.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsaved]");
    if (form) asked.add(form);
  });
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.confirm || (event.submitter && event.submitter.dataset.confirm);
    if (words && !window.confirm(words)) event.preventDefault();
    else asked.delete(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    for (const form of asked) if (!form.isConnected) asked.delete(form);
    if (asked.size) event.preventDefault();
  });

  // Saving by itself, half a second after the last key; it stops at the first conflict rather than overwrite.
  const later = new WeakMap();
  const stopped = new WeakSet();
  const save = async (form) => {
    const state = form.querySelector("[data-autosave-state]");
    const sent = new FormData(form);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: sent, headers: { "HX-Request": "true" } });
      const said = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
      for (const [name, value] of Object.entries(said.fields || {})) {
        const field = form.elements.namedItem(name);
        if (field && field.type === "hidden") field.value = value;
      }
      if (state && said.words) state.textContent = said.words;
      if (answer.status === 409 || said.state === "conflict") stopped.add(form);
      else if (answer.ok) asked.delete(form);
      form.dispatchEvent(new CustomEvent("autosaved", { detail: { status: answer.status, ...said }, bubbles: true }));
    } catch (error) {
      form.dispatchEvent(new CustomEvent("autosaved", { detail: { status: 0 }, bubbles: true }));
    }
  };
  const saveSoon = (form) => {
    if (stopped.has(form)) return;
    clearTimeout(later.get(form));
    later.set(form, setTimeout(() => save(form), 500));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form) saveSoon(form);
  });

  // Menus close on Escape and on a press elsewhere.
  const menus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });

  // Keys, outside of fields.
  const typing = (target) => target.matches("input, textarea, select, [contenteditable], [contenteditable] *");
  let before = "";
  const step = (by) => {
    const places = [...document.querySelectorAll(".work__title, .table td.main a, .hits a")];
    if (!places.length) return;
    const now = places.indexOf(document.activeElement);
    places[Math.max(0, Math.min(places.length - 1, now + by))].focus();
  };
  const go = (address) => address && window.location.assign(address);
  const address = (name) => document.querySelector(name)?.getAttribute(name.startsWith("form") ? "action" : "href");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "?": () => go(address("[data-keys]")),
    "g h": () => go(address(".top__name")),
    "g s": () => go(address("form.search")),
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "s") {
      const form = event.target.closest("form[data-unsaved]") || document.querySelector("form[data-unsaved]");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (marked) {
      event.preventDefault();
      marked.matches("input, textarea, select") ? marked.focus() : marked.click();
    } else (keys[`${before} ${event.key}`] || keys[event.key] || (() => {}))();
    before = event.key;
  });

  // The summary of faults takes the focus, also after a part of a page was renewed.
  const faults = (root) => root.querySelector?.(".errors")?.focus();
  document.addEventListener("DOMContentLoaded", () => faults(document));
  document.addEventListener("htmx:afterSwap", (event) => faults(event.target));
  if (document.readyState !== "loading") faults(document);
})();
