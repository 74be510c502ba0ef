"""Parts of a Folium page that carry text or bytes as they stand."""

from __future__ import annotations

from branca.element import Element
from folium.template import Template

from mapapp.mapping.armour import armour


class Verbatim(Element):
    """Text that goes into the page as it stands; branca would read an Element's text as a template."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def carrier(element_id: str, content: bytes, **attributes: object) -> str:
    """A script element that no browser runs: it only carries bytes, armoured, and states how many.

    The attributes' values are of our own making and hold no ``<`` or ``"``.
    """
    stated = "".join(
        f' data-{name}="{value}"' for name, value in {**attributes, "bytes": len(content)}.items()
    )
    return f'<script type="application/octet-stream" id="{element_id}"{stated}>{armour(content)}</script>'
