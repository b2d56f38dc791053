// Paper: a button prints the page; drawn pictures are fitted to their room on paper, which is narrower than a screen.
(() => {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".print-page")) window.print();
  });

  // A drawing with a view box scales as a whole; without one it would be cut.
  window.addEventListener("beforeprint", () => {
    for (const drawing of document.querySelectorAll(".main-svg:not([viewBox])")) {
      drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
      drawing.dataset.fitted = "";
    }
  });

  window.addEventListener("afterprint", () => {
    for (const drawing of document.querySelectorAll(".main-svg[data-fitted]")) {
      drawing.removeAttribute("viewBox");
      delete drawing.dataset.fitted;
    }
  });
})();
