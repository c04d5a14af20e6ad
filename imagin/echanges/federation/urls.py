"""URLs that other académies call."""

from django.urls import URLPattern

from imagin.echanges.federation import fournisseur
from imagin.echanges.federation.api import routes_de_l_api
from imagin.socle.acces.routes import machine

app_name = "federation"
PUBLIQUE = "clés et adresses publiques, lues par les académies partenaires"
urlpatterns: list[URLPattern] = [
    machine(
        ".well-known/openid-configuration",
        fournisseur.decouverte,
        "decouverte",
        raison=PUBLIQUE,
        methodes=("GET",),
    ),
    machine("federation/cles.json", fournisseur.cles, "cles", raison=PUBLIQUE, methodes=("GET",)),
    machine(
        "federation/jeton",
        fournisseur.jeton,
        "jeton",
        raison="le client se prouve par une assertion signée de sa clé épinglée (RFC 7523)",
        methodes=("POST",),
    ),
    *routes_de_l_api(),
]
