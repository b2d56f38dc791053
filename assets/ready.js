// Whether the page is finished: no request is under way, all pictures are drawn, the fonts are there, nothing changes.
// `kesuReady` is true then. Nothing is watched but the requests until somebody asks.
(() => {
  const QUIET = 120; // milliseconds without a change
  let asked = 0;
  let changed = Infinity;

  const touch = () => { changed = performance.now(); };
  const fetched = window.fetch;
  window.fetch = (...given) => {
    const answered = () => {
      asked -= 1;
      if (changed !== Infinity) touch();
    };
    asked += 1;
    const answer = fetched.apply(window, given);
    answer.then(answered, answered);
    return answer;
  };

  function watch() {
    touch();
    const everything = { childList: true, subtree: true, attributes: true, characterData: true };
    new MutationObserver(touch).observe(document, everything);
  }

  const isLaidOut = () => document.querySelector("#main") && !document.querySelector("._dash-loading");
  // A picture's place is there before its graph, whose script comes later, or never.
  const areDrawn = () => [...document.querySelectorAll(".picture")].every((place) => place.querySelector(".main-svg"));

  Object.defineProperty(window, "kesuReady", {
    get() {
      if (changed === Infinity) watch();
      const isQuiet = asked === 0 && performance.now() - changed >= QUIET;
      return Boolean(isQuiet && isLaidOut() && areDrawn() && document.fonts.status === "loaded");
    },
  });
})();
