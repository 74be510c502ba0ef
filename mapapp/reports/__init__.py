"""Reports in Arabic, Sorani and English to incidents, each field with its span in the text.

``extract_incidents`` is the door; docs/reports.md walks through one report step by step.
"""

from mapapp.reports.extracting import extract_incidents, incidents_frame
from mapapp.reports.files import read_reports, reports_of
from mapapp.reports.merging import MergeProposal, propose_merges
from mapapp.reports.values import (
    ExtractedIncident,
    Extraction,
    PlaceMention,
    ReadReports,
    RefusedReport,
    Report,
)

__all__ = [
    "ExtractedIncident",
    "Extraction",
    "MergeProposal",
    "PlaceMention",
    "ReadReports",
    "RefusedReport",
    "Report",
    "extract_incidents",
    "incidents_frame",
    "propose_merges",
    "read_reports",
    "reports_of",
]
