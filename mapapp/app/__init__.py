"""The Streamlit app: the map document of the snapshot, with filters, tables and ways to add incidents."""
