// The stage: draws scenes into layers, one over the other, and shows one of them. A scene is drawn once for a show.
(function () {
  const SHORT = 1080;
  const FADE = 200; // milliseconds, as in wall.css

  // The stage that a window is laid out on; as in layouts/wall/stage.py.
  function sizeOf(width, height) {
    const ratio = Math.min(Math.max(width / height, 1 / 3), 8);
    return ratio >= 1 ? `${Math.round(SHORT * ratio)}x${SHORT}` : `${SHORT}x${Math.round(SHORT / ratio)}`;
  }

  function element(kind, text) {
    const made = document.createElement("div");
    made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  // One that can't be drawn says so in its place; the other pictures go on.
  async function drawPicture(place, figure, sentences) {
    try {
      const size = { width: place.clientWidth, height: place.clientHeight, autosize: false };
      await Plotly.newPlot(place, figure.data, { ...figure.layout, ...size }, { staticPlot: true, displayModeBar: false });
    } catch (problem) {
      console.warn("a picture of the wall can't be drawn", problem);
      Plotly.purge(place);
      place.className = "explained";
      place.textContent = sentences.picture_failed;
    }
  }

  class Stage {
    constructor(root, sentences) {
      this.root = root;
      this.sentences = sentences;
      this.layers = new Map(); // scene key → promise of its layer
      this.shown = null;
      this.wanted = 0;
      this.frame = root.appendChild(element("stage"));
      this.chrome = this.frame.appendChild(element("chrome"));
      this.fit = this.fit.bind(this);
      window.addEventListener("resize", this.fit);
    }

    // Enlarge the stage as a whole: it is laid out for this shape, and drawn in lines and letters.
    fit() {
      if (!this.show) return;
      const { width, height } = this.show.stage;
      const scale = Math.min(window.innerWidth / width, window.innerHeight / height);
      const left = (window.innerWidth - width * scale) / 2;
      const top = (window.innerHeight - height * scale) / 2;
      this.frame.style.width = `${width}px`;
      this.frame.style.height = `${height}px`;
      this.frame.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    }

    // Take a new show: what is on the screen stays until the first new scene is ready to take its place.
    take(show) {
      this.drop(...[...this.layers.keys()].filter((key) => this.layers.get(key) !== this.shown?.promise));
      if (this.shown) this.layers.delete(this.shown.key);
      this.show = show;
      this.fit();
    }

    drop(...keys) {
      keys.forEach((key) => {
        this.layers.get(key)?.then((layer) => this.clear(layer));
        this.layers.delete(key);
      });
    }

    clear(layer) {
      layer.querySelectorAll(".js-plotly-plot").forEach((plot) => Plotly.purge(plot));
      layer.remove();
    }

    // Draw a scene behind what is shown, once.
    draw(scene) {
      if (!this.layers.has(scene.key)) this.layers.set(scene.key, this.drawn(scene));
      return this.layers.get(scene.key);
    }

    async drawn(scene) {
      const layer = element("scene");
      layer.dataset.scene = scene.key;
      layer.innerHTML = scene.html;
      this.frame.insertBefore(layer, this.chrome);
      await document.fonts.ready;
      for (const place of layer.querySelectorAll(".drawn")) {
        await drawPicture(place, scene.figures[Number(place.dataset.figure)], this.sentences);
      }
      return layer;
    }

    // Show a scene; a later wish overtakes an earlier one, never the other way round. Gives the milliseconds it took.
    async turnTo(scene) {
      const started = performance.now();
      const wish = ++this.wanted;
      const promise = this.draw(scene);
      const layer = await promise;
      if (wish !== this.wanted) return null;
      const before = this.shown;
      if (before?.layer === layer) return 0;
      layer.classList.remove("leaving");
      this.shown = { layer, promise, key: scene.key };
      before?.layer.classList.add("leaving");
      layer.classList.add("on");
      this.place(layer);
      await new Promise((done) => setTimeout(done, FADE));
      this.leave(before);
      return performance.now() - started;
    }

    // Take away what has been covered, unless it was called back meanwhile.
    leave(before) {
      if (!before || before.layer === this.shown.layer) return;
      before.layer.classList.remove("on", "leaving");
      // A layer of an earlier show has had its last turn.
      if (this.layers.get(before.key) !== before.promise) this.clear(before.layer);
    }

    // The screen's own signs stand where the scene has left room for them.
    place(layer) {
      const header = layer.querySelector(".part-header");
      const room = layer.querySelector(".part-status-room");
      if (!header || !room) return;
      this.chrome.querySelector(".turns").style.cssText =
        `left:${header.style.left};width:${header.style.width};` +
        `top:${parseFloat(header.style.top) + parseFloat(header.style.height) - 4}px`;
      this.chrome.querySelector(".status").style.cssText = room.style.cssText;
    }
  }

  window.KesuStage = { Stage, sizeOf, element };
})();
