// The map: land and borders from this machine, disputed areas hatched with both views, each place as large as it is known.
"use strict";

const RING = 5; // pixels: a disc smaller than this gets a ring to be seen by

(async () => {
  const at = document.getElementById("map");
  const places = JSON.parse(at.dataset.places);
  const views = JSON.parse(at.dataset.areas);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const told = (text) => Object.assign(document.createElement("span"), { textContent: text });
  const words = JSON.parse(at.dataset.words);
  const still = { zoomAnimation: false, fadeAnimation: false, zoomSnap: 0.5, zoomControl: false };
  const map = L.map(at, { worldCopyJump: true, ...still }).setView([25, 20], 2);
  L.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
  map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth");

  const [world, disputed] = await Promise.all(
    ["/static/vendor/countries-50m.json", "/static/disputed.json"].map((u) => fetch(u).then((r) => r.json())),
  );
  const land = { color: colour("--soft"), weight: 0.6, fillColor: colour("--line"), fillOpacity: 0.5, interactive: false };
  L.geoJSON(unbroken(topojson.feature(world, world.objects.countries)), { style: land }).addTo(map);
  const areas = L.geoJSON(disputed, {
    style: { color: colour("--warn"), weight: 1.2, dashArray: "4 4", fillColor: "url(#hatch)", fillOpacity: 0.6 },
    onEachFeature: (f, layer) => layer.bindTooltip(told(views[f.id]), { sticky: true }),
  }).addTo(map);
  areas.eachLayer((layer) => layer.getElement().setAttribute("tabindex", -1)); // both views stand in words below the map
  hatch(map, colour("--warn"));

  const all = L.featureGroup().addTo(map);
  const rings = [];
  for (const p of places) {
    const list = document.createElement("div");
    list.append(Object.assign(document.createElement("b"), { textContent: p.name }));
    if (p.disputed) list.append(document.createElement("br"), told(p.disputed));
    for (const i of p.incidents) {
      const link = Object.assign(document.createElement("a"), { href: `/incidents/${encodeURIComponent(i.id)}` });
      link.textContent = `${i.conflicts ? "≠ " : ""}${i.headline}`;
      list.append(Object.assign(document.createElement("div"), { className: "spot" }));
      list.lastChild.append(link);
    }
    const weight = p.incidents.some((i) => i.conflicts) ? 3 : 1.5;
    const mark = { color: colour("--link"), weight, fillOpacity: 0.2 };
    const name = `${p.name} (${p.incidents.length})`;
    const add = (layer, to) => layer.bindTooltip(told(name)).bindPopup(list, { maxHeight: 220 }).addTo(to);
    const disc = add(L.circle([p.lat, p.lon], { ...mark, radius: p.radius_km * 1000 }), all);
    const ring = add(L.circleMarker([p.lat, p.lon], { ...mark, radius: RING + Math.min(7, p.incidents.length), fill: false }), map);
    for (const layer of [disc, ring]) byKey(layer, name, words.close);
    rings.push([disc, ring]);
  }
  // A ring is no area: it goes as soon as the disc itself can be seen, so that nothing looks more exact than it is.
  const seen = () => {
    for (const [disc, ring] of rings) {
      const north = disc.getBounds().getNorthEast();
      const size = map.latLngToLayerPoint(disc.getLatLng()).y - map.latLngToLayerPoint([north.lat, disc.getLatLng().lng]).y;
      if (size < RING) ring.addTo(map);
      else ring.remove();
      // One stop for each place: at what can be seen of it.
      disc.getElement().setAttribute("tabindex", size < RING ? -1 : 0);
    }
  };
  map.on("zoomend", seen);
  // Where one looks stands in the address, so that a link to the map shows the same.
  const looked = location.hash.match(/^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/);
  if (looked) map.setView([Number(looked[2]), Number(looked[3])], Number(looked[1]), { animate: false });
  else if (places.length) map.fitBounds(all.getBounds().pad(0.3), { maxZoom: 7, animate: false });
  seen();
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    history.replaceState(null, "", `#map=${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
  });
  const within = document.getElementById("within");
  within.hidden = false;
  within.addEventListener("click", () => {
    const to = new URL(within.dataset.address, location.href);
    const box = map.getBounds();
    const sides = [Math.max(-180, box.getWest()), Math.max(-90, box.getSouth()), Math.min(180, box.getEast()), Math.min(90, box.getNorth())];
    to.searchParams.set("bbox", sides.map((side) => side.toFixed(3)).join(","));
    to.hash = location.hash;
    location.assign(to);
  });
  at.dataset.ready = "yes";
})();

// A place can be gone to with Tab and opened with Enter or the space bar; then one is at its first incident, and after Escape at the place again.
function byKey(layer, name, close) {
  const dress = () => {
    const shape = layer.getElement();
    for (const [k, v] of Object.entries({ tabindex: 0, role: "button", "aria-label": name })) shape.setAttribute(k, v);
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      layer.openPopup();
      layer.getPopup().getElement().querySelector("a[href^='/incidents/']").focus();
    });
  };
  if (layer.getElement()) dress();
  layer.on("add", dress);
  layer.on("popupopen", ({ popup }) => {
    const box = popup.getElement();
    box.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", close);
    box.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      layer.closePopup();
      layer.getElement().focus();
    };
  });
}

// A land that goes on over the 180th meridian goes on there, rather than all the way back around the earth; but for what lies around a pole.
function unbroken(countries) {
  for (const { geometry } of countries.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of polygons.flat()) {
      let turn = 0;
      let last = null;
      for (const point of ring) {
        const [x, y] = point;
        if (last !== null && Math.abs(x - last) > 180 && Math.abs(y) < 84) turn += x < last ? 360 : -360;
        last = x;
        point[0] = x + turn;
      }
    }
  }
  return countries;
}

// The pattern that disputed areas are filled with, in the picture that Leaflet draws.
function hatch(map, colour) {
  const svg = map.getPanes().overlayPane.querySelector("svg");
  const make = (name, values, to) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [k, v] of Object.entries(values)) e.setAttribute(k, v);
    to.append(e);
    return e;
  };
  const turned = { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  make("path", { d: "M0 0V6", stroke: colour, "stroke-width": 1.2 }, make("pattern", turned, make("defs", {}, svg)));
}
