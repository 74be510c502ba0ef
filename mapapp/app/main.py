"""The Streamlit script: run from the top at every change of a widget."""

from mapapp.app.page import show_page

show_page()
