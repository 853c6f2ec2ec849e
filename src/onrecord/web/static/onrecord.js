// Keys, and the marking of what belongs together. Everything can be read without it.
"use strict";
(() => {
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
  const entries = () => [...document.querySelectorAll(".entry, .row:has(.sidenote)")];
  let at = -1;
  let gone = 0;

  const move = (step) => {
    const all = entries();
    if (!all.length) return;
    const focused = all.indexOf(document.activeElement);
    at = Math.min(all.length - 1, Math.max(0, (focused >= 0 ? focused : at) + step));
    all[at].setAttribute("tabindex", "-1");
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center" });
  };

  const open = () => {
    const link = document.activeElement && document.activeElement.dataset && document.activeElement.dataset.open;
    if (link) window.location.assign(link);
    return Boolean(link);
  };

  const places = { s: "/statements", r: "/reports", d: "/", p: "/people", c: "/check", a: "/add" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const help = document.getElementById("help");
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (help.open) return;
    if (Date.now() - gone < 1200 && places[event.key]) {
      window.location.assign(places[event.key]);
    } else if (event.key === "/") {
      const box = document.getElementById("q");
      event.preventDefault();
      if (box) { box.focus(); box.select(); } else window.location.assign("/statements#q");
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    } else if (event.key === "o") {
      open();
    } else if (event.key === "Enter" && event.target.matches(".entry")) {
      open();
    } else if (event.key === "g") {
      gone = Date.now();
      return;
    } else if (event.key === "?") {
      help.showModal();
    } else {
      return;
    }
    gone = 0;
  });

  // On a page: what is pointed at lights up with its note, wherever its pieces are.
  const light = (number, on) =>
    document.querySelectorAll(`[data-n="${CSS.escape(number)}"]`).forEach((part) => part.classList.toggle("hot", on));
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(kind, (event) => {
      const part = event.target.closest && event.target.closest("[data-n]");
      if (part) light(part.dataset.n, on);
    });
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    if (!button) return;
    const from = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(from.textContent.trim());
      button.textContent = "Copied";
    } catch {
      window.getSelection().selectAllChildren(from);
      button.textContent = "Selected: copy it";
    }
  });

  // Who pressed the search key where there is no search box was led to one.
  if (window.location.hash === "#q") document.getElementById("q")?.focus();

  // What is still being worked out is asked for again, and the page changes only once it is there.
  const waiting = document.querySelector("[data-again]");
  if (waiting) {
    waiting.hidden = false;
    const ask = async () => {
      const answer = await fetch(window.location.href, { method: "GET" }).catch(() => null);
      if (answer && answer.status !== 503) window.location.reload();
      else window.setTimeout(ask, 1000 * Number(waiting.dataset.again));
    };
    window.setTimeout(ask, 1000 * Number(waiting.dataset.again));
  }

  // The slider of days: shown only where it works, and it moves the date field beside it.
  for (const slide of document.querySelectorAll("input[data-days]")) {
    const days = slide.dataset.days.split(" ");
    const field = document.getElementById(slide.dataset.for);
    slide.addEventListener("input", () => { field.value = days[Number(slide.value)]; });
    slide.setAttribute("aria-valuetext", field.value);
  }

  // On a narrow screen the sections are a strip: the one that is open is brought into sight.
  const strip = document.querySelector(".nav");
  const here = strip && strip.querySelector("[aria-current]");
  if (here && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.parentElement.offsetLeft - strip.clientWidth / 2;

  // A link to a stretch of a page that is no anchor of its own is shown by the server; scroll to what it marked.
  const marked = document.querySelector("mark");
  if (marked && !document.getElementById(decodeURIComponent(window.location.hash.slice(1)))) {
    marked.scrollIntoView({ block: "center" });
  }
})();
