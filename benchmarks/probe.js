// Put into a page before anything else: tells when all its pictures are drawn, on our page and on the floor's alike.
window.probe = (() => {
  const QUIET_FRAMES = 6;
  let changed = true;
  let busy = 0;
  let last = 0;
  let frames = 0;

  const fetched = window.fetch;
  window.fetch = (...request) => {
    busy += 1;
    return fetched.apply(window, request).finally(() => (busy -= 1));
  };
  new MutationObserver(() => (changed = true)).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });

  // `last` is the frame that shows the last change of the document, the last request or the last font.
  const look = (now) => {
    if (changed || busy || document.fonts.status !== "loaded") {
      changed = false;
      frames = 0;
      last = performance.now();
    } else {
      frames += 1;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const pictures = () => [...document.querySelectorAll(".js-plotly-plot")];

  // What a picture shows: how many marks, and every word in it.
  const shown = () => pictures().map((plot) => {
    const drawn = [...plot.querySelectorAll(".main-svg")];
    const marks = drawn.reduce((sum, svg) => sum + svg.querySelectorAll("path, text, rect, circle, line, image").length, 0);
    return [marks, ...drawn.map((svg) => svg.textContent)].join(" ");
  });

  // Resolves with the time when the pictures showed what is expected (anything, when that is null) and came to rest.
  const drawn = (expected, quiet) => new Promise((resolve) => {
    const wait = () => {
      if (frames >= QUIET_FRAMES && performance.now() - last >= quiet) {
        const now = shown();
        if (!expected || JSON.stringify(now) === JSON.stringify(expected)) return resolve({ time: last, shown: now });
      }
      requestAnimationFrame(wait);
    };
    wait();
  });

  // As React expects it of a reader's hand.
  const choose = (month) => {
    const select = [...document.querySelectorAll("select")].find((each) => [...each.options].some((o) => o.value === month));
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(select, month);
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const react = (figures) => pictures().forEach((plot, n) => {
    window.Plotly.react(plot, figures[n].data, figures[n].layout, figures[n].config);
  });

  // The page as it stands, without scripts and with empty pictures.
  const emptied = () => {
    const body = document.getElementById("react-entry-point").cloneNode(true);
    body.querySelectorAll(".js-plotly-plot").forEach((plot) => {
      plot.replaceChildren();
      plot.removeAttribute("class");
      plot.setAttribute("data-picture", "");
    });
    return body.innerHTML;
  };

  return { drawn, choose, react, emptied };
})();
