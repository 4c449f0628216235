// Draws the maps of a note, light and dark; where one cannot be drawn, its words stay open.
"use strict";
(async () => {
  // Branches in calm colours, all legible; Mermaid's own are the loudest there are.
  const themes = {
    "by-day": { darkMode: false, background: "#fcfcfa", edgeLabelBackground: "#fcfcfa", primaryColor: "#eef2f7", primaryTextColor: "#1d2430", lineColor: "#8892a0",
      root: ["#2b4a7a", "#ffffff"], ink: "#1d2430",
      branches: ["#d6e4f5", "#fbe3c4", "#d5ecd9", "#f6d5d5", "#e4dbf3", "#d2ecec", "#f5edbd", "#f3d7ea", "#dde3ea", "#e3ecc6", "#ead9cc", "#d9dff7"] },
    "by-night": { darkMode: true, background: "#14181e", edgeLabelBackground: "#14181e", primaryColor: "#28313c", primaryTextColor: "#e2e6ec", lineColor: "#7d8795",
      root: ["#8ab6ff", "#0d1420"], ink: "#eef1f5",
      branches: ["#274468", "#5f4420", "#2b5236", "#643033", "#4a3a6b", "#235456", "#57501c", "#5c3052", "#3a4452", "#465224", "#553f30", "#38427a"] },
  };
  const looks = ({ root, ink, branches, ...named }) => ({ ...named, git0: root[0], gitBranchLabel0: root[1],
    ...Object.fromEntries(branches.flatMap((fill, place) => [[`cScale${place}`, fill], [`cScaleLabel${place}`, ink], [`cScaleInv${place}`, fill]])) });
  const maps = [...document.querySelectorAll("figure.map")];
  for (const [number, map] of maps.entries()) {
    const [box, words, code] = [map.querySelector(".drawn"), map.querySelector("details"), map.querySelector("pre").textContent];
    try {
      for (const [name, theme] of Object.entries(themes)) {
        mermaid.initialize({ startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true,
          dompurifyConfig: { FORBID_TAGS: ["img", "image", "style", "form", "input", "video", "audio", "iframe"] },
          secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "dompurifyConfig"],
          theme: "base", themeVariables: looks(theme), fontFamily: "system-ui, sans-serif", maxTextSize: 500_000, maxEdges: 5_000 });
        const drawing = document.createElement("div");
        drawing.className = name;
        drawing.innerHTML = (await mermaid.render(`map-${number}-${name}`, code)).svg;
        const svg = drawing.querySelector("svg");
        const width = svg.viewBox.baseVal.width;
        svg.style.minWidth = `${Math.min(width, 640)}px`; // smaller, nobody could read it: a phone scrolls instead
        svg.setAttribute("aria-hidden", "true");
        box.append(drawing);
      }
      box.hidden = false;
      words.open = false;
    } catch (error) {
      box.replaceChildren();
      map.dataset.failed = String(error.message || error);
      words.querySelector("summary").append(", since Mermaid cannot draw it");
    }
  }
  document.documentElement.dataset.maps = "done";
})();
