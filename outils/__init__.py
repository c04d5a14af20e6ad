"""Bootstrap and housekeeping scripts of the checkout: run with « python -m outils.<name> », standard library only."""
