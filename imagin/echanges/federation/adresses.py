"""Paths of an instance, below its address: a partner knows the address and builds the others."""

AUTORISER = "/acces-autres-academies/autoriser/"
RETOUR = "/connexion/academie/retour/"
JETON = "/federation/jeton"
CLES = "/federation/cles.json"
API = "/federation/v1/"
