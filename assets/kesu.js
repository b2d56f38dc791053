// The first layout and the list of callbacks stand in the document: Dash's own requests for them are answered from it.
(function () {
  const held = { "_dash-layout": "first-layout", "_dash-dependencies": "first-dependencies" };
  const fetched = window.fetch;
  window.fetch = function (address, options) {
    const name = String(address.url || address).split("?")[0].split("/").pop();
    const element = document.getElementById(held[name]);
    if (!element) return fetched.call(window, address, options);
    const text = element.textContent;
    element.remove();
    return Promise.resolve(new Response(text, { headers: { "Content-Type": "application/json" } }));
  };
})();

// The document's title is the name of the page that is shown.
new MutationObserver(() => {
  const name = document.getElementById("main")?.getAttribute("aria-label");
  if (name && name !== document.title) document.title = name;
}).observe(document.body, { childList: true, subtree: true });

// The address is the only state: choices and clicks write it, and the page follows it.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.kesu = {
  // A choice writes its value under its key. The lists of a new page come all at once: nobody chose those.
  choose() {
    const triggered = window.dash_clientside.callback_context.triggered;
    if (triggered.length !== 1) return window.dash_clientside.no_update;
    const query = new URLSearchParams(window.location.search);
    kesuPut(query, kesuId(triggered[0]).key, triggered[0].value);
    return kesuSearch(query);
  },

  // A click on a mark writes the mark's code under the picture's key; a second click takes it away.
  pick() {
    const triggered = window.dash_clientside.callback_context.triggered.find((each) => each.value);
    if (!triggered) return window.dash_clientside.no_update;
    const id = kesuId(triggered);
    const code = kesuCode(triggered.value);
    if (!id.key || !code) return window.dash_clientside.no_update;
    const query = new URLSearchParams(window.location.search);
    kesuPut(query, id.key, query.get(id.key) === code && id.key !== "month" ? "" : code);
    return kesuSearch(query);
  },
};

function kesuId(triggered) {
  return JSON.parse(triggered.prop_id.slice(0, triggered.prop_id.lastIndexOf(".")));
}

function kesuPut(query, key, value) {
  if (value && value !== "default") query.set(key, value);
  else query.delete(key);
}

// The same order as the server writes, so that one view has one address.
function kesuSearch(query) {
  const keys = ["month", "place", "indicator", "split", "measure"];
  const ordered = new URLSearchParams(keys.filter((key) => query.get(key)).map((key) => [key, query.get(key)]));
  const search = ordered.size ? "?" + ordered.toString() : "";
  return search === window.location.search ? window.dash_clientside.no_update : search;
}

function kesuCode(click) {
  if (click.annotation) return click.annotation.name;
  const point = (click.points || [])[0] || {};
  return Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
}
