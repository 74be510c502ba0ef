"""Place names of Iraq in Arabic, Kurdish and Latin letters, to coordinates; and it knows when it does not know."""
