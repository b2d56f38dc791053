// Choices in lists and clicks on marks write the address, which is always the newest: they are heard here and not through
// Dash's callbacks, which would drop a choice whose list is drawn again before its turn comes.
(() => {
  const idOf = (element) => (element?.id?.startsWith("{") ? JSON.parse(element.id) : {});

  function write(key, valueOf) {
    const query = new URLSearchParams(window.location.search);
    kesuPut(query, key, valueOf(query.get(key)));
    const search = kesuQuery(query);
    if (search !== window.location.search) kesuGo(window.location.pathname + search);
  }

  document.addEventListener("change", (event) => {
    const { type, key } = idOf(event.target);
    if (type === "choice") write(key, () => event.target.value);
  });

  // A click writes the mark's code under its picture's key; a second click takes it away.
  function pick(plot, code) {
    const { key } = idOf(plot.parentElement);
    if (key && code) write(key, (now) => (now === code && key !== "month" ? "" : code));
  }

  // What a point has of its own, or, of a filled shape, its trace.
  function codeOf(point) {
    const code = point?.customdata ?? point?.data.customdata;
    return Array.isArray(code) ? code[0] : code;
  }

  // Plotly forgets its listeners when it draws a picture from scratch, and then has another `on`.
  const heard = new WeakMap();
  const hear = () => {
    for (const plot of document.querySelectorAll(".picture .js-plotly-plot")) {
      if (!plot.on || heard.get(plot) === plot.on) continue;
      heard.set(plot, plot.on);
      plot.on("plotly_click", (click) => pick(plot, codeOf(click.points[0])));
      plot.on("plotly_clickannotation", (click) => pick(plot, click.annotation.name));
    }
  };
  new MutationObserver(hear).observe(document, { childList: true, subtree: true });
})();
