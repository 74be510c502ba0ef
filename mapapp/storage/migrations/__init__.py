"""Alembic's scripts: one step a version of the tables, run when an older database is opened."""
