"""Makes the built-in tables from their sources; run by hand and by a test, never at run time."""
