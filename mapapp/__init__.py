"""Incidents in Iraq: read from reports and files, kept, filtered, mapped and handed on as one HTML file."""
