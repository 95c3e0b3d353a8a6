// The map: land and borders from this machine, disputed areas drawn as such, each incident as large as its place is known.
"use strict";

(async () => {
  const at = document.getElementById("map");
  const spots = JSON.parse(at.dataset.spots);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const map = L.map(at, { attributionControl: true, worldCopyJump: true, zoomAnimation: false }).setView([25, 20], 2);
  map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth");

  const [world, disputed] = await Promise.all(
    ["/static/vendor/countries-50m.json", "/static/disputed.json"].map((u) => fetch(u).then((r) => r.json())),
  );
  const land = { color: colour("--soft"), weight: 0.6, fillColor: colour("--line"), fillOpacity: 0.5, interactive: false };
  L.geoJSON(topojson.feature(world, world.objects.countries), { style: land }).addTo(map);
  const names = new Intl.DisplayNames([at.dataset.language], { type: "region" });
  const told = (codes) => codes.split(", ").map((c) => names.of(c)).join(", ");
  L.geoJSON(disputed, {
    style: { color: colour("--warn"), weight: 1.2, dashArray: "4 4", fillColor: colour("--warn"), fillOpacity: 0.12 },
    onEachFeature: (f, layer) => {
      const p = f.properties;
      const whose = p.country ? names.of(p.country) : at.dataset.unsettled;
      const other = p.held_otherwise_by ? ` · ${at.dataset.held} ${told(p.held_otherwise_by)}` : "";
      const text = document.createElement("span");
      text.textContent = `${p[at.dataset.language] || p.en}: ${whose}${other}`;
      layer.bindTooltip(text, { sticky: true });
    },
  }).addTo(map);

  const all = L.featureGroup().addTo(map);
  for (const s of spots) {
    const text = document.createElement("span");
    text.textContent = `${s.headline}${s.title ? ` · ${s.title}` : ""}`;
    const mark = { color: colour("--link"), weight: s.conflicts ? 3 : 1.5, fillOpacity: 0.2 };
    const open = () => location.assign(`/incidents/${encodeURIComponent(s.id)}`);
    L.circle([s.lat, s.lon], { ...mark, radius: s.radius_km * 1000 }).bindTooltip(text).on("click", open).addTo(all);
    // So that a town can be seen on a map of the world: a ring of one size, empty inside, since it is no area.
    L.circleMarker([s.lat, s.lon], { ...mark, radius: 4 + Math.min(8, s.articles), fill: false }).bindTooltip(text).on("click", open).addTo(all);
  }
  if (spots.length) map.fitBounds(all.getBounds().pad(0.3), { maxZoom: 7, animate: false });
  at.dataset.ready = "yes";
})();
