"""Three instances side by side, `python -m outils.demo.academies`: Toulouse, Rennes and the SIEC, partners already."""
