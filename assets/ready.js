// Whether the page is finished: no request is under way, all pictures are drawn, the fonts are there, nothing changes.
// `kesuReady` is true then. Nothing is watched but the requests until somebody asks.
(() => {
  const QUIET = 120; // milliseconds without a change
  const seams = window.kesuSeams;
  let changed = Infinity;

  const touch = () => { changed = performance.now(); };
  seams.onAnswer(() => {
    if (changed !== Infinity) touch();
  });

  function watch() {
    touch();
    const everything = { childList: true, subtree: true, attributes: true, characterData: true };
    new MutationObserver(touch).observe(document, everything);
  }

  // A picture's place is there before its graph, whose script comes later, or never.
  const areDrawn = () => [...document.querySelectorAll(".picture")].every((place) => place.querySelector(".main-svg"));

  Object.defineProperty(window, "kesuReady", {
    get() {
      if (changed === Infinity) watch();
      const isQuiet = seams.asked() === 0 && performance.now() - changed >= QUIET;
      return Boolean(isQuiet && seams.isLaidOut() && areDrawn() && document.fonts.status === "loaded");
    },
  });
})();
