/* [data-live-list="rows"]: when the mark of its topic changes, the page's own address is asked for its parts
   ([data-live-part]) anew. A button says how many rows differ, and the reader decides when they come; a list with
   data-live-at-once takes them itself while nobody has a hand on it. */
(function () {
  "use strict";
  // The same change reaches many pages: they do not all ask in the same moment.
  const SPREAD = 800;
  const timers = {};

  function words(root, rows) {
    return Array.from(root.querySelectorAll(rows), (row) => row.textContent.replace(/\s+/g, " ").trim());
  }

  function differences(fresh, rows) {
    const before = words(document, rows);
    const now = words(fresh, rows);
    const came = now.filter((row) => !before.includes(row)).length;
    const gone = before.filter((row) => !now.includes(row)).length;
    return Math.max(came, gone);
  }

  function parts(root) {
    return Array.from(root.querySelectorAll("[data-live-part]"));
  }

  function inUse(part) {
    return part.matches(":hover") || part.contains(document.activeElement) || part.querySelector("details[open]");
  }

  function put(fresh) {
    parts(fresh).forEach((part) => {
      const old = document.getElementById(part.id);
      if (!old) return;
      const put = document.importNode(part, true);
      old.replaceWith(put);
      if (window.htmx) window.htmx.process(put);
    });
  }

  function offer(list, fresh, count) {
    const button = list.querySelector("[data-live-show]");
    button.textContent = (count === 1 ? button.dataset.one : button.dataset.many).replace("{n}", count);
    button.hidden = false;
    button.onclick = () => {
      put(fresh);
      // The button is gone: whoever pressed it goes on at the rows.
      document.getElementById(list.id).focus();
    };
  }

  async function look(list, mark) {
    const answer = await fetch(location.href, {
      headers: { "HX-Request": "true", "HX-Target": list.id, "X-Passive": "yes" },
      credentials: "same-origin",
      cache: "no-store",
    });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const count = differences(fresh, list.dataset.liveList);
    list.dataset.mark = mark;
    if (!count) return;
    if (list.dataset.liveAtOnce !== undefined && !parts(document).some(inUse)) put(fresh);
    else offer(list, fresh, count);
  }

  document.addEventListener("live:said", (event) => {
    const list = event.target;
    if (list.dataset.liveList === undefined || list.dataset.mark === event.detail.mark) return;
    clearTimeout(timers[list.id]);
    // A look that fails is no loss: the next change looks again.
    timers[list.id] = setTimeout(() => look(list, event.detail.mark).catch(() => {}), Math.random() * SPREAD);
  });
})();
