"""The mail that carries a convocation: handler of `EnvoiDemande`, in the transaction that asks for it."""

from django.template.loader import render_to_string

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationAnnulee, EnvoiDemande
from imagin.domaine.convocations.models import Convocation
from imagin.domaine.convocations.queries import convocations_a_envoyer
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.documents import nom_de_fichier
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import Courriel, deposer_courriels
from imagin.socle.envois.suivi import retirer


def deposer_convocations(evenement: EnvoiDemande) -> None:
    """One row of the outbox for each convocation, with the letter as issued and a copy to the centre.

    Guide: G4.2-04, G4.2-18.
    """
    deposer_courriels(
        _courriel(convocation, evenement.par) for convocation in convocations_a_envoyer(evenement.convocations)
    )


def retirer_convocation(evenement: ConvocationAnnulee) -> None:
    """A cancelled convocation that has not left yet does not leave."""
    retirer(ObjetEnvoi.CONVOCATION, [evenement.convocation], "La convocation a été annulée avant le départ du mél.")


def _courriel(convocation: Convocation, par: str) -> Courriel:
    personne = convocation.affectation.intervenant
    centre = convocation.affectation.mission.centre
    lettre = DonneesConvocation.depuis_json(convocation.lettre)
    contexte = _contexte(lettre)
    return Courriel(
        cle=f"intervenant:{personne.pk}",
        destinataire=adresse_nommee(str(personne), personne.mel),
        copie=centre.mel,
        repondre_a=centre.mel,
        sujet=render_to_string("courriels/convocation/objet.txt", contexte).strip(),
        corps=render_to_string("courriels/convocation/corps.txt", contexte),
        pieces=[
            {
                "document": "convocation",
                "donnees": convocation.lettre,
                "nom": f"{nom_de_fichier(personne.nom, personne.prenom)}.pdf",
            }
        ],
        objet=(ObjetEnvoi.CONVOCATION, convocation.pk),
        par=par,
    )


def _contexte(lettre: DonneesConvocation) -> dict[str, object]:
    return {
        "appel": lettre.appel,
        "numero": lettre.mission.numero,
        "type": lettre.mission.type,
        "session": lettre.mission.session,
        "epreuve": lettre.mission.epreuve_option,
        "lieu": ", ".join((f"{lettre.lieu.nom} ({lettre.lieu.uai})", *lettre.lieu.adresse)),
        "creneaux": lettre.creneaux,
        "centre": lettre.lieu.nom,
        "telephone": lettre.lieu.telephone,
    }
