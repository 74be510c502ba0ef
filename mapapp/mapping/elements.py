"""Parts of a Folium page that carry text or bytes as they stand."""

from __future__ import annotations

import hashlib

from branca.element import Element
from folium.template import Template

from mapapp.mapping.armour import armour


class Verbatim(Element):
    """Text that goes into the page as it stands; branca would read an Element's text as a template."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def carrier(element_id: str, content: bytes) -> str:
    """A script element that no browser runs: it only carries bytes, armoured, with their number and digest.

    The id is of our own making and holds no ``"``.
    """
    digest = hashlib.sha256(content).hexdigest()
    return (
        f'<script type="application/octet-stream" id="{element_id}" data-sha256="{digest}" '
        f'data-bytes="{len(content)}">{armour(content)}</script>'
    )
