"""Incidents as a map: packing, the Folium layer, and the self-contained document.

``IncidentLayer`` goes on any Folium map, ``BaseMapLayer`` stands in for online tiles; ``incident_map`` is
the whole document that the app and the snapshot share; ``self_contained`` turns a map into one HTML text.
"""

from mapapp.mapping.document import LANGUAGES, incident_map
from mapapp.mapping.inlining import self_contained
from mapapp.mapping.layer import BaseMapLayer, IncidentLayer
from mapapp.mapping.reading import Document, read_document
from mapapp.mapping.view import View

__all__ = [
    "LANGUAGES",
    "BaseMapLayer",
    "Document",
    "IncidentLayer",
    "View",
    "incident_map",
    "read_document",
    "self_contained",
]
