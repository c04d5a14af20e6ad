"""A mail that carries a letter about a convocation: the convocation itself, or what tells that it is cancelled."""

from django.template.loader import render_to_string

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Convocation
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.documents import nom_de_fichier
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import Courriel


def porter(
    convocation: Convocation, lettre: DonneesConvocation, *, objet: ObjetEnvoi, par: str, destinataire: str = ""
) -> Courriel:
    """The mail of that letter, worded by the templates of `objet`, with a copy to the centre.

    `destinataire`: where an earlier letter went; the person's present address otherwise. Mails to one person leave in
    the order of their deposit.

    Guide: G4.2-04, G4.2-18.
    """
    personne, centre = convocation.affectation.intervenant, convocation.affectation.mission.centre
    contexte = _contexte(lettre)
    return Courriel(
        cle=f"intervenant:{personne.pk}",
        destinataire=destinataire or adresse_nommee(str(personne), personne.mel),
        copie=centre.mel,
        repondre_a=centre.mel,
        sujet=render_to_string(f"courriels/{objet}/objet.txt", contexte).strip(),
        corps=render_to_string(f"courriels/{objet}/corps.txt", contexte),
        pieces=[{"document": "convocation", "donnees": lettre.en_json(), "nom": f"{_nom(convocation, objet)}.pdf"}],
        objet=(objet, convocation.pk),
        par=par,
    )


def _nom(convocation: Convocation, objet: ObjetEnvoi) -> str:
    """« DUPONT_Jean », « DUPONT_Jean_annulation »."""
    personne = convocation.affectation.intervenant
    suite = "" if objet == ObjetEnvoi.CONVOCATION else str(objet)
    return nom_de_fichier(personne.nom, personne.prenom, suite)


def _contexte(lettre: DonneesConvocation) -> dict[str, object]:
    return {
        "appel": lettre.appel,
        "reference": lettre.reference,
        "introduction": lettre.introduction,
        "remplace": lettre.remplace,
        "changements": lettre.changements,
        "numero": lettre.mission.numero,
        "type": lettre.mission.type,
        "session": lettre.mission.session,
        "epreuve": lettre.mission.epreuve_option,
        "lieu": ", ".join((f"{lettre.lieu.nom} ({lettre.lieu.uai})", *lettre.lieu.adresse)),
        "creneaux": lettre.creneaux,
        "centre": lettre.lieu.nom,
        "telephone": lettre.lieu.telephone,
    }
