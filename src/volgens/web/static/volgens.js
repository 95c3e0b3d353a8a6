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

// Keys do what a link, button or fold with that key on it does; of several on a page that of the one somebody is at.

const named = { " ": "space" };

function step(items, by) {
  const at = items.findIndex((i) => i.classList.contains("chosen") || i.contains(document.activeElement));
  return items[Math.min(items.length - 1, Math.max(0, at + by))];
}

function withKey(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const here = document.activeElement.closest("[data-step]") || document.querySelector("[data-step]");
  return found.find((e) => here && here.contains(e)) || found.find((e) => !e.closest("[data-step]"));
}

async function permalink(address) {
  const told = document.getElementById("told");
  try {
    await navigator.clipboard.writeText(address);
    if (told) {
      told.textContent = address;
      told.classList.remove("hidden");
    }
  } catch {
    location.assign(address); // no clipboard here: the address stands in the browser's own line
  }
}

let leaving = false; // a key held down decides once

function press(key) {
  if (key === "?") {
    const sheet = document.getElementById("sheet");
    if (sheet && !sheet.open) sheet.showModal();
    return Boolean(sheet);
  }
  if (key === "/") {
    const search = document.querySelector('input[type="search"], .filters input');
    if (!search) return false;
    const fold = search.closest("details");
    if (fold) fold.open = true;
    search.focus();
    return true;
  }
  const steps = [...document.querySelectorAll("[data-step]")];
  if (steps.length && (key === "j" || key === "k")) {
    const next = step(steps, key === "j" ? 1 : -1);
    if (next.dataset.id) choose(next.dataset.id, "text");
    next.focus();
    return true;
  }
  const found = withKey(key);
  if (!found) return false;
  if (key === "y") {
    permalink(found.href + (document.querySelector(".review, .record") ? "" : location.hash));
  } else if (found.tagName === "DETAILS") {
    found.open = true;
    found.querySelector("input:not([type=hidden]), select").focus();
  } else {
    const unsigned = found.form && [...found.form.elements].find((e) => e.required && !e.value);
    if (unsigned) {
      unsigned.focus(); // who decides?
    } else {
      leaving = true;
      found.click();
    }
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    const several = event.target.form?.matches("form.decide:has(button[disabled])"); // ways to decide
    if (event.key === "Enter" && several && !event.target.matches("select")) {
      // In what is being corrected it saves that; in a name or reason it is the end of typing.
      const save = event.target.closest(".edit") && event.target.form.querySelector('button[value="correct"]');
      event.preventDefault();
      if (save) save.click();
      else event.target.blur();
    }
    return;
  }
  if (document.querySelector("dialog[open]") || leaving) return;
  if ((event.key === " " || event.key === "Enter") && event.target.closest("a, button, summary")) return; // theirs
  if (press(named[event.key] || event.key)) event.preventDefault();
});
addEventListener("pageshow", () => (leaving = false));

const item = document.querySelector(".review mark.chosen");
if (item) {
  // Within the text alone: the page itself stays where its buttons are.
  const text = item.closest(".text");
  text.scrollTop += item.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}

if (location.hash) choose(decodeURIComponent(location.hash.slice(1)), "text");
