"""Makes the built-in tables from their sources; run by hand and by a test, imported by nothing at run time."""
