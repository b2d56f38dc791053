// A map by keyboard: each shape takes the focus, says its name and value, and Enter or Space click it.
// And by mouse: the hand shows over shapes alone.
(() => {
  const plain = (html) => html.replace(/<br>/g, " ").replace(/<[^>]*>/g, "");

  const press = (plot, index) => (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    // What plotly itself emits for a click on a filled shape, so that choices.js hears the same of it.
    plot.emit("plotly_click", { event, points: [{ curveNumber: index, pointNumber: undefined, data: plot.data[index] }] });
  };

  const decorate = (plot) => {
    plot.querySelectorAll(".scatterlayer .trace").forEach((group) => {
      const index = group.__data__?.[0]?.trace?.index;
      const trace = plot.data[index];
      const shape = group.querySelector("path.js-fill");
      if (!shape || trace?.hoveron !== "fills") return;
      shape.setAttribute("tabindex", "0");
      shape.setAttribute("role", "button");
      shape.setAttribute("aria-label", plain(trace.text));
      shape.onkeydown = press(plot, index);
    });
  };

  const adopt = () => {
    document.querySelectorAll(".picture-map .js-plotly-plot:not([data-by-keyboard])").forEach((plot) => {
      if (!plot.on) return;
      plot.dataset.byKeyboard = "";
      plot.on("plotly_afterplot", () => decorate(plot));
      plot.on("plotly_hover", () => plot.classList.add("on-shape"));
      plot.on("plotly_unhover", () => plot.classList.remove("on-shape"));
      decorate(plot);
    });
  };

  new MutationObserver(adopt).observe(document, { childList: true, subtree: true });
})();
