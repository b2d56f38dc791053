// The traces that Kesu's figures draw; a figure with another trace needs its line here.
"use strict";

const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/locales/zh-cn"),
]);

module.exports = Plotly;
