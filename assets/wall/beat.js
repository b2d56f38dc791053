// The heartbeat: one small question after the other, never two at once, and what the answers and the silence mean.
(function () {
  const REST = 5000, LIVELY = 1000, PATIENCE = 4000; // milliseconds between questions, with a remote, for an answer
  const SILENT = 60000, SEALED = 300000;

  async function ask(address, options = {}, patience = PATIENCE) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), patience);
    try {
      const answer = await fetch(address, { ...options, signal: control.signal, cache: "no-store" });
      if (answer.status === 403) return { refused: await answer.text() };
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }

  class Beat {
    constructor(search, screen, heard) {
      this.address = `/wall/beat${search}`;
      this.screen = screen;
      this.heard = heard;
      this.since = 0;
      this.state = () => ({});
      this.last = performance.now();
      this.time = "";
      this.day = "";
      this.lively = false;
    }

    async run() {
      try {
        const body = JSON.stringify({ screen: this.screen, since: this.since, state: this.state() });
        const answer = await ask(this.address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
        this.last = performance.now();
        if (!answer.refused) {
          this.time = answer.time;
          this.day = answer.day;
          this.lively = Boolean(answer.remote);
          if (answer.number !== undefined) this.since = answer.number;
        }
        this.heard(answer);
      } catch (problem) {
        // No answer is an answer: the silence grows, and the wall says so.
      }
      setTimeout(() => this.run(), this.lively ? LIVELY : REST);
    }

    get silence() {
      return performance.now() - this.last;
    }

    get condition() {
      const silence = this.silence;
      return silence >= SEALED ? "sealed" : silence >= SILENT ? "silent" : "live";
    }
  }

  window.KesuBeat = { Beat, ask };
})();
