// The document's title is the name of the page that is shown, and its language that of the page.
new MutationObserver(() => {
  const name = document.getElementById("main")?.getAttribute("aria-label");
  if (!name || name === document.title) return;
  document.title = name;
  document.documentElement.lang = new URLSearchParams(window.location.search).get("lang") || "zh-CN";
}).observe(document.body, { childList: true, subtree: true });

// The address is the only state: choices and clicks write it, and the page follows it.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.kesu = {
  // Opening or closing a table leaves the page behind it as it is; the grid's script is loaded with the first table.
  follow(path, search) {
    const query = new URLSearchParams(search);
    const open = query.has("table") ? path + search : "";
    query.delete("table");
    const shown = path + kesuQuery(query);
    const { no_update } = window.dash_clientside;
    const answer = [shown === kesuShown ? no_update : shown, open];
    kesuShown = shown;
    return open ? kesuGrid().then(() => answer) : answer;
  },

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

// The same order as the server writes, so that one view has one address.
const KESU_KEYS = [
  "month", "place", "indicator", "split", "measure", "clause", "department", "against", "since", "targets", "table",
  "lang",
];

let kesuShown = (() => {
  const query = new URLSearchParams(window.location.search);
  query.delete("table");
  return window.location.pathname + kesuQuery(query);
})();

function kesuId(triggered) {
  return JSON.parse(triggered.prop_id.slice(0, triggered.prop_id.lastIndexOf(".")));
}

function kesuPut(query, key, value) {
  if (value && value !== "default") query.set(key, value);
  else query.delete(key);
}

function kesuQuery(query) {
  const ordered = new URLSearchParams(KESU_KEYS.filter((key) => query.get(key)).map((key) => [key, query.get(key)]));
  return ordered.size ? "?" + ordered.toString() : "";
}

function kesuSearch(query) {
  const search = kesuQuery(query);
  return search === window.location.search ? window.dash_clientside.no_update : search;
}

function kesuCode(click) {
  if (click.annotation) return click.annotation.name;
  const point = (click.points || [])[0] || {};
  return Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
}

// Go to an address of this application without a reload, as its links do; who follows the back button follows this.
function kesuGo(href) {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

let kesuGridScript = null;
function kesuGrid() {
  if (window.dash_ag_grid) return Promise.resolve();
  kesuGridScript ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.gridScript;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return kesuGridScript;
}

// A table's cell: its text as it is written on the pages, and the way to its reports or to its row's page.
window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
window.dashAgGridComponentFunctions.KesuCell = (props) => {
  const name = props.colDef.field;
  const text = props.data[name + "_text"];
  const href = props.data[name + "_href"];
  if (!href) return text;
  const follow = (event) => {
    event.preventDefault();
    kesuGo(href);
  };
  return window.React.createElement("a", { href, onClick: follow }, text);
};
