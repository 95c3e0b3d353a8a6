// What is being read into the ledger just now, asked of this machine now and then while somebody looks at the page.
"use strict";

(() => {
  const OFTEN = 2000;
  const SELDOM = 10000; // milliseconds between two questions, while something is being read and while nothing is
  const at = document.getElementById("reading");
  const announced = document.getElementById("announced");
  let before = false;

  async function ask() {
    let wait = SELDOM;
    if (!document.hidden) {
      try {
        const { running, ended } = await (await fetch("/reading.json")).json();
        const now = running.map((r) => r.told).join("\n") || ended;
        if (running.length || before) {
          at.hidden = false;
          at.textContent = now;
        }
        // Who listens is told when it begins and when it has ended, not every step between.
        if (running.length > 0 !== before) announced.textContent = now;
        before = running.length > 0;
        wait = before ? OFTEN : SELDOM;
      } catch {
        before = false; // the page's server has ended: nothing to tell any more
        at.hidden = true;
      }
    }
    setTimeout(ask, wait);
  }
  ask();
})();
