"""The app: ``streamlit run streamlit_app.py``, then http://localhost:8501."""

import streamlit as st

from mapapp.app.server import SCRIPT, map_routes

app = st.App(SCRIPT, routes=map_routes())
