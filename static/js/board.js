/* The rows [data-board-site="n"] of an enrolment board: what the topic says of the n-th site stands in its row. */
(function () {
  "use strict";
  document.addEventListener("live:said", (event) => {
    const sites = event.detail && event.detail.sites;
    if (!sites) return;
    event.target.querySelectorAll("[data-board-site]").forEach((row) => {
      const found = sites[Number(row.dataset.boardSite)];
      const node = row.querySelector("[data-board-enrolled]");
      if (found && node) node.textContent = found[0];
    });
  });
})();
