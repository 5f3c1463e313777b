/* Menus built on <details>: one open at a time, closed by Escape or a click elsewhere. Filters and tables beside maps
   fold on phones. The error summary takes the focus when a page opens with it. */
(function () {
  "use strict";
  const PHONE = "(max-width: 40em)";

  function openMenus() {
    return Array.from(document.querySelectorAll("details[data-menu][open]"));
  }

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (window.matchMedia(PHONE).matches) {
      document.querySelectorAll("[data-filters]:not([data-used]), [data-wide-open]").forEach((part) => { part.open = false; });
    }
    const summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  });

  // What was folded must still be printed.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("[data-wide-open]").forEach((part) => { part.open = true; });
  });
})();
