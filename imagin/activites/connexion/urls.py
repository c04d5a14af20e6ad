"""URLs of the choice of a service and of the session."""

from imagin.activites.connexion.views import academies, choix, compte, cyclades, guichet, session
from imagin.socle.acces.routes import publique

ENTREE = "one signs in here"
ECRAN = ("GET", "POST")

app_name = "connexion"
urlpatterns = [
    publique(
        "services/",
        choix.choix,
        "choix",
        raison="signed in, but no service chosen yet; checked by the view",
        methodes=ECRAN,
    ),
    publique(
        "session/", session.etat, "etat", raison="tells nothing but the time left", methodes=ECRAN, arriere_plan=True
    ),
    publique(
        "saisie/",
        session.saisie,
        "saisie",
        raison="gives back to its author what they posted; checked by the view",
        methodes=ECRAN,
    ),
    publique("connexion/guichet/", guichet.aller, "guichet", raison=ENTREE),
    publique("connexion/guichet/retour/", guichet.revenir, "retour", raison=ENTREE),
    publique("connexion/portail/", guichet.entrer_par_le_portail, "portail", raison=ENTREE),
    publique("connexion/academie/retour/", academies.revenir, "retour_academie", raison=ENTREE),
    publique(
        "connexion/academie/quittee/", academies.quittee, "academie_quittee", raison="tells nothing; one has left"
    ),
    publique("connexion/academie/<slug:code>/", academies.aller, "academie", raison=ENTREE),
    publique("cyclades/", cyclades.cyclades, "cyclades", raison="sends on to what one may enter; checked by the view"),
    publique("mon-compte/image.svg", compte.image_du_secret, "image", raison="one's own secret; signed in"),
]
