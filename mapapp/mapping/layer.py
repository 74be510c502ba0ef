"""``IncidentLayer``: incidents on a Folium map, packed, drawn on one canvas, filtered in the browser.

It works like any Folium layer: in a plain ``folium.Map``, beside other layers, under a ``LayerControl``, and
several times on one map::

    IncidentLayer(frame, name="Incidents").add_to(folium.Map(location=(33.2, 43.7), zoom_start=6))
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from mapapp.incidents import conform
from mapapp.mapping.assets import BASE_MAP, SCRIPT, STYLE, read_asset, read_binary_asset
from mapapp.mapping.districts import District, pack_districts
from mapapp.mapping.elements import Verbatim, carrier
from mapapp.mapping.packing import Packed, pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


class IncidentLayer(Layer):
    """A Folium layer of incidents.

    Args:
        frame: incidents; columns of ``mapapp.incidents.COLUMNS``, of which any may be absent.
        name: what a ``LayerControl`` calls the layer.
        about: what the document says of itself (title, sources, ...): JSON values, see
            ``docs/map-document.md``.
        options: how the browser shows it: ``page`` builds the whole document around the map, ``base`` draws
            the vector base map, ``legend`` shows the legend.
        districts: outlines that the document can sum incidents by; see ``mapapp.mapping.districts``.
        overlay, control, show: as for every Folium layer.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = IraqIncidents.addLayer(
                {{ this._parent.get_name() }}, {{ this.data_id|tojson }}, {{ this.browser_options|tojson }}
            );
        {% endmacro %}
        """
    )

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        name: str = "Incidents",
        about: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
        districts: Iterable[District] = (),
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(name=name, overlay=overlay, control=control, show=show)
        self._name = "IncidentLayer"
        self.packed: Packed = pack(conform(frame), about or {})
        self.digest = hashlib.sha256(self.packed.content).hexdigest()
        self.data_id = f"incidents-{self.digest[:16]}"
        self.districts = tuple(districts)
        self.browser_options = {"page": False, "base": False, "legend": True, **(options or {}), "show": show}

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's interface
        """Put the packed incidents, and once a page the script and the styles, into the figure."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("an IncidentLayer is rendered as part of a map, inside its figure")
        _add_assets(figure, base_map=self.browser_options["base"])
        if self.districts:
            outlines = carrier("incident-districts", pack_districts(self.districts))
            figure.html.add_child(Verbatim(outlines), name="incident_districts")
        incidents = carrier(self.data_id, self.packed.content)
        figure.html.add_child(Verbatim(incidents), name=self.data_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call] # folium ships no types
        return ""  # what a layer draws goes into the figure's script, not into the answer


class BaseMapAssets(Element):
    """What a ``BaseMapLayer`` needs in the page; it is put there once, whoever asks."""

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - branca's interface
        """Put the script and the base map into the figure that this is part of."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            _add_assets(figure, base_map=True)
        return ""


class BaseMapLayer(folium.TileLayer):
    """Our vector base map wherever Folium takes a tile layer: no server is asked, so it works in a snapshot.

    It has no names; an ``IncidentLayer`` with ``options={"base": True}`` draws the base map with them::

        folium.Map(tiles=BaseMapLayer())
        folium.plugins.MiniMap(tile_layer=BaseMapLayer())
    """

    def __init__(self, *, name: str = "Iraq", overlay: bool = False, control: bool = True) -> None:
        super().__init__(
            # Never asked: the page's script paints the tiles of a layer with this option.
            tiles="data:,",
            attr="Natural Earth",
            name=name,
            overlay=overlay,
            control=control,
            iraqBaseMap=True,
        )

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's interface
        """Put the script and the base map into the figure, once a page."""
        self.add_child(BaseMapAssets(), name="base_map_assets")
        super().render(**kwargs)  # type: ignore[no-untyped-call] # folium ships no types
        return ""  # as above


def _add_assets(figure: Figure, *, base_map: bool) -> None:
    """Put our script, its styles and, where asked, the base map into a figure that doesn't hold them yet."""
    figure.header.add_child(Verbatim(f"<script>{read_asset(SCRIPT)}</script>"), name="incident_map_script")
    figure.header.add_child(Verbatim(f"<style>{read_asset(STYLE)}</style>"), name="incident_map_style")
    if base_map:
        packed = carrier("incident-base-map", read_binary_asset(BASE_MAP))
        figure.html.add_child(Verbatim(packed), name="incident_base_map")
