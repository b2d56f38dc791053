// What leans on Dash beyond its documented ways, as far as browsers have to do with it; tests/web/test_dash_seams.py
// names the promise that each seam needs. All its requests go through `window.fetch`, which is watched here.
// - The first layout and the list of callbacks stand in the document: Dash's own requests for them are answered from it.
// - A step that got no answer is said; the next one that does takes it back.
// - Who asks whether the page is finished is told how many requests are under way.
// - A link of the application writes the address and says so by an event of its own.
window.kesuSeams = (() => {
  const HELD = { "_dash-layout": "first-layout", "_dash-dependencies": "first-dependencies" };
  const STEP = "_dash-update-component";
  const fetched = window.fetch;
  let asked = 0;
  let steps = 0;
  const heard = [];

  const isHeld = (name) => Object.hasOwn(HELD, name) && document.getElementById(HELD[name]);

  function taken(element) {
    const text = element.textContent;
    element.remove();
    return Promise.resolve(new Response(text, { headers: { "Content-Type": "application/json" } }));
  }

  function sayLost(lost) {
    const banner = document.getElementById("connection");
    if (banner) banner.hidden = !lost;
  }

  function answered() {
    asked -= 1;
    heard.forEach((each) => each());
  }

  window.fetch = function (address, options) {
    const name = String(address.url || address).split("?")[0].split("/").pop();
    const element = isHeld(name);
    const answer = element ? taken(element) : fetched.call(window, address, options);
    if (name === STEP) {
      const stepped = (lost) => { steps -= 1; sayLost(lost); };
      steps += 1;
      answer.then((each) => stepped(each.status >= 500), () => stepped(true));
    }
    asked += 1;
    answer.then(answered, answered);
    return answer;
  };

  return {
    // How many requests are under way.
    asked: () => asked,
    // How many of them are steps of the page: answers to a choice.
    steps: () => steps,
    // Call a function whenever one of the application's links has written the address.
    onLink: (act) => window.addEventListener("_dashprivate_pushstate", act),
    // Call a function whenever a request has been answered.
    onAnswer: (act) => heard.push(act),
    // Whether the page stands where Dash first says that it's loading.
    isLaidOut: () => Boolean(document.querySelector("#main") && !document.querySelector("._dash-loading")),
  };
})();
