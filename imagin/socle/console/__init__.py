"""The console « Messages »: every information and error told to a person, kept while the connection lasts."""
