// Marks and margin belong together: choosing one shows the other. Without this script everything can still be read.
"use strict";

const marksOf = (id) => [...document.querySelectorAll("mark[data-ids]")].filter((m) => m.dataset.ids.split(" ").includes(id));

function choose(id, scrollTo) {
  document.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen"));
  const marks = marksOf(id);
  marks.forEach((m) => m.classList.add("chosen"));
  const beside = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (beside) beside.classList.add("chosen");
  const target = scrollTo === "text" ? marks[0] : beside;
  if (target) target.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-mark]");
  if (link) {
    event.preventDefault();
    history.replaceState(null, "", `#${link.dataset.mark}`);
    choose(link.dataset.mark, "text");
    return;
  }
  const mark = event.target.closest("mark[data-ids]");
  if (mark) choose(mark.dataset.ids.split(" ").pop(), "margin");
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    const search = document.querySelector('input[type="search"], .filters input');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "j" || event.key === "k") {
    const items = [...document.querySelectorAll(".claim[tabindex]")];
    if (!items.length) return;
    const at = items.findIndex((i) => i.classList.contains("chosen"));
    const next = items[Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    choose(next.dataset.id, "text");
    next.focus();
  }
});

if (location.hash) choose(decodeURIComponent(location.hash.slice(1)), "text");
