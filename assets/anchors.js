// A link to a part of a page (#…): the page is drawn after the browser has looked for the part, so we go there then.
(() => {
  const part = window.location.hash.slice(1);
  if (!part) return;
  const go = () => {
    const element = document.getElementById(part);
    element?.scrollIntoView({ behavior: "instant" });
    element?.classList.add("looked-for");
    return element;
  };
  const watch = new MutationObserver(() => {
    if (!go()) return;
    watch.disconnect();
    document.fonts.ready.then(go); // the lines above it may have become higher
  });
  watch.observe(document.body, { childList: true, subtree: true });
})();
