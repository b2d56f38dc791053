// A link to a part of a page (#…): the page is drawn after the browser has looked for the part, so we go there then.
// What is folded around the part is unfolded.
(() => {
  const unfold = (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  };
  const go = () => {
    const element = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!element) return false;
    document.querySelectorAll(".looked-for").forEach((each) => each.classList.remove("looked-for"));
    unfold(element);
    element.classList.add("looked-for");
    element.scrollIntoView({ behavior: "instant" });
    return true;
  };
  window.addEventListener("hashchange", go);
  // A second click on the same link changes no address, but what it leads to may have been folded again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === window.location.hash) go();
  });
  if (!window.location.hash.slice(1)) return;
  const watch = new MutationObserver(() => {
    if (!go()) return;
    watch.disconnect();
    document.fonts.ready.then(go); // the lines above it may have become higher
  });
  watch.observe(document.body, { childList: true, subtree: true });
})();
