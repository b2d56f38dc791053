// The document's title is the name of the page that is shown, and its language that of the page.
new MutationObserver(() => {
  const name = document.getElementById("main")?.getAttribute("aria-label");
  if (!name || name === document.title) return;
  document.title = name;
  document.documentElement.lang = new URLSearchParams(window.location.search).get("lang") || "zh-CN";
}).observe(document.body, { childList: true, subtree: true });

// The address is the only state: choices and clicks write it (choices.js), and the page follows it.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.kesu = {
  // What is asked for is compared with what was asked for last, and not with what is drawn: an answer may be under way.
  // Opening or closing a table leaves the page behind it as it is; the grid's script is loaded with the first table.
  follow(path, search, shown, open) {
    const { no_update } = window.dash_clientside;
    const table = new URLSearchParams(search).has("table") ? path + search : "";
    const page = kesuPage(path, search);
    const answer = [page === shown ? no_update : page, table === open ? no_update : table];
    return table ? kesuGrid().then(() => answer) : answer;
  },
};

// The same order as the server writes, so that one view has one address.
const KESU_KEYS = [
  "month", "place", "indicator", "split", "measure", "clause", "department", "against", "since", "targets", "table",
  "lang",
];

let kesuNewest = window.location.pathname + window.location.search; // the address that was gone to last

// The address of the page behind an open table.
function kesuPage(path, search) {
  const query = new URLSearchParams(search);
  query.delete("table");
  return path + kesuQuery(query);
}

function kesuPut(query, key, value) {
  if (value && value !== "default") query.set(key, value);
  else query.delete(key);
}

function kesuQuery(query) {
  const ordered = new URLSearchParams(KESU_KEYS.filter((key) => query.get(key)).map((key) => [key, query.get(key)]));
  return ordered.size ? "?" + ordered.toString() : "";
}

// Go to an address of this application without a reload, as its links do. The page is asked for at once: an answer to
// an older address that comes from now on is dropped.
function kesuGo(href) {
  window.history.pushState({}, "", href);
  kesuNewest = window.location.pathname + window.location.search;
  window.dash_clientside.set_props("shown", { data: kesuPage(window.location.pathname, window.location.search) });
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} })); // who follows the back button follows this
}

// A link says what the page had on which it was drawn. While an answer is under way a choice may have been made since:
// what the link leaves as it was on that page is as it was chosen. Another page is led to by month and language alone.
function kesuKept(href) {
  const drawn = document.getElementById("main")?.dataset.address;
  if (!window.kesuSeams.steps() || !drawn) return href;
  const [link, seen, newest] = [href, drawn, kesuNewest].map((each) => new URL(each, window.location.origin));
  const stays = link.pathname === seen.pathname && seen.pathname === newest.pathname;
  for (const key of stays ? KESU_KEYS.filter((each) => each !== "table") : ["month", "lang"]) {
    const [asked, was, now] = [link, seen, newest].map((each) => each.searchParams.get(key) || "");
    const isDefault = !now && ["month", "indicator"].includes(key); // the page itself wrote it into its links
    if (asked === was && !isDefault) kesuPut(link.searchParams, key, now);
  }
  return link.pathname + kesuQuery(link.searchParams) + link.hash;
}

// The application's links go first and say so then: what they leave out is put right before the page hears of it.
window.kesuSeams.onLink(() => {
  const { pathname, search, hash } = window.location;
  if (pathname + search === kesuNewest) return;
  window.history.replaceState({}, "", kesuKept(pathname + search + hash));
  kesuNewest = window.location.pathname + window.location.search;
});
window.addEventListener("popstate", () => { kesuNewest = window.location.pathname + window.location.search; });

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
    kesuGo(kesuKept(href));
  };
  return window.React.createElement("a", { href, onClick: follow }, text);
};
