"""The map document in the page: a frame that stays, and takes filters as messages.

A change of a filter posts one message into the frame, so it neither loads again nor loses its view; panning
stays inside the frame and reruns nothing. The frame is sandboxed without its own origin: text in a document
can reach neither the app nor its cookies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from mapapp.app.filter_panel import TYPES
from mapapp.app.views import this_viewer

if TYPE_CHECKING:
    from mapapp.filters import Filters

_HTML: Final = """
<iframe title="Map of incidents" sandbox="allow-scripts allow-downloads allow-popups"
  referrerpolicy="no-referrer"></iframe>
"""

_CSS: Final = """
iframe { display: block; width: 100%; height: clamp(380px, 66vh, 760px); border: 1px solid
  color-mix(in srgb, currentColor 18%, transparent); border-radius: 8px; background: #f4f2ec; }
@media (max-width: 640px) { iframe { height: 62vh; min-height: 340px; } }
"""

_JS: Final = """
const VIEW_KEY = "iraq-map:view";
/** Milliseconds of rest before a view is told. */
const REST = 200;

export default function ({ parentElement, data, setTriggerValue }) {
  const frame = parentElement.querySelector("iframe");
  const post = (type, content) =>
    // The sandboxed document has no origin of its own to name here.
    frame.contentWindow.postMessage({ type: "iraq-map:" + type, ...content }, "*");
  const theme = () => {
    const probe = getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor;
    const [red, green, blue] = (probe.match(/[\\d.]+/g) ?? [255, 255, 255]).map(Number);
    return red + green + blue < 384 ? "dark" : "light";
  };
  const named = (types) => JSON.stringify([...(types ?? [])].sort());
  const update = () => {
    if (frame.sentTheme !== theme()) post("appearance", { theme: theme() });
    frame.sentTheme = theme();
    const filters = JSON.stringify(frame.wanted.filters);
    if (frame.sentFilters !== filters) post("filters", { filters: frame.wanted.filters });
    frame.sentFilters = filters;
    const selected = frame.wanted.selected ?? null;
    if (frame.sentSelected !== selected) post("select", { event_id: selected });
    frame.sentSelected = selected;
  };
  const hear = (event) => {
    if (event.source !== frame.contentWindow) return;
    if (event.data?.type === "iraq-map:ready") {
      const view = sessionStorage.getItem(VIEW_KEY);
      if (view) post("view", JSON.parse(view));
      frame.isReady = true;
      frame.sentTheme = frame.sentFilters = undefined;
      frame.sentSelected = null;
      update();
    } else if (event.data?.type === "iraq-map:view") {
      const { latitude, longitude, zoom, layer, measure } = event.data;
      const view = { latitude, longitude, zoom, layer, measure };
      sessionStorage.setItem(VIEW_KEY, JSON.stringify(view));
      clearTimeout(frame.telling);
      // What a downloaded map opens with; the page itself is not run again for it.
      frame.telling = setTimeout(() => fetch("maps/views/" + frame.wanted.viewer, {
        method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(view),
      }), REST);
    } else if (event.data?.type === "iraq-map:shown" && frame.isReady) {
      // The legend in the frame hides types too: the page follows, so that both show the same incidents.
      const types = event.data.filters?.event_types;
      if (named(types) === named(frame.wanted.filters.event_types)) return;
      frame.sentFilters = undefined;
      setTriggerValue("legend", types ?? []);
    }
  };
  if (frame.hear) window.removeEventListener("message", frame.hear);
  frame.hear = hear;
  window.addEventListener("message", hear);
  frame.wanted = data;
  if (frame.dataset.document !== data.document) {
    frame.dataset.document = data.document;
    frame.isReady = false;
    frame.src = "maps/" + encodeURIComponent(data.document);
  } else if (frame.isReady) {
    update();
  }
  return () => window.removeEventListener("message", hear);
}
"""

_mount = st.components.v2.component("iraq_map_frame", html=_HTML, css=_CSS, js=_JS)


def show_map(document_id: str, filters: Filters, selected: str | None) -> None:
    """Show a document of the shelf.

    Args:
        document_id: its id on the shelf.
        filters: what the map is to show.
        selected: ``event_id`` of the incident whose popup is to be open.
    """
    data: dict[str, Any] = {
        "document": document_id, "filters": filters.to_message(), "selected": selected,
        "viewer": this_viewer(),
    }  # fmt: skip
    _mount(key="map", data=data, on_legend_change=_follow_legend)


def _follow_legend() -> None:
    chosen = st.session_state["map"].legend or []
    st.session_state["types"] = [name for name in chosen if name in TYPES]
