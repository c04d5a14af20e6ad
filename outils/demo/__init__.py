"""The demonstration académie: `fabrique` writes it as files of the feeds, `python -m outils.demo` runs it."""
