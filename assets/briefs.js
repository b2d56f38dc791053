// The brief's button: asks for an edition, and shows how far the work is, also after a reload.
(() => {
  const EVERY = 1000; // milliseconds
  let asking = false;
  let wasRunning = false;

  const maker = () => document.querySelector(".brief-maker");
  const query = () => `?lang=${new URLSearchParams(window.location.search).get("lang") || ""}`;

  function say(found) {
    const [button, state] = maker().children;
    button.disabled = Boolean(found.running);
    state.className = `brief-state${found.error ? " brief-failed" : ""}`;
    const value = found.total > 1 ? found.done / found.total : null;
    state.replaceChildren();
    if (found.running) {
      const bar = document.createElement("progress");
      if (value !== null) bar.value = value;
      state.append(bar, ` ${state.dataset.words}　${found.said}`);
    } else if (found.error) state.textContent = found.error;
    else if (found.code) {
      const link = Object.assign(document.createElement("a"), { href: `/e/${found.code}`, textContent: found.code });
      state.append(link);
    }
  }

  // One question at a time, as long as something is being made.
  async function look() {
    if (asking || !maker()) return;
    asking = true;
    try {
      const found = await (await fetch(`/briefs/progress.json${query()}`)).json();
      if (maker() && found.month) say(found);
      if (wasRunning && found.code) window.location.reload(); // the list has one more
      wasRunning = Boolean(found.running);
      if (found.running) setTimeout(() => { asking = false; look(); }, EVERY);
      else asking = false;
    } catch (silence) {
      setTimeout(() => { asking = false; look(); }, EVERY);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".brief-maker button");
    if (!button) return;
    button.disabled = true;
    const body = JSON.stringify({ month: button.dataset.month, place: button.dataset.place });
    const answer = await fetch(`/briefs/make${query()}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.ok) say(await answer.json());
    else say({ error: await answer.text() });
    look();
  });

  // Only the briefs' page has the maker; it comes and goes with the address.
  let known = null;
  new MutationObserver(() => {
    if (maker() === known) return;
    known = maker();
    look();
  }).observe(document.body, { childList: true, subtree: true });
})();
