"""A mail that carries a letter about a convocation: the convocation itself, or what tells that it is cancelled."""

from dataclasses import dataclass

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Convocation
from imagin.presentation.courriels.redaction import rediger
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.documents import nom_de_fichier
from imagin.socle.envois.adresses import adresse_nommee, est_joignable
from imagin.socle.envois.depot import Courriel


@dataclass(frozen=True, kw_only=True)
class MotsDeLaLettre:
    """What the mails of a letter say: its own words, and whether an answer reaches the centre (`repond`)."""

    appel: str
    introduction: tuple[str, ...]
    remplace: str
    changements: tuple[str, ...]
    numero: str
    type: str
    session: str
    epreuve: str
    lieu: str
    creneaux: tuple[str, ...]
    observation: str
    centre: str
    telephone: str
    repond: bool


def porter(
    convocation: Convocation, lettre: DonneesConvocation, *, objet: ObjetEnvoi, par: str, destinataire: str = ""
) -> Courriel:
    """The mail of that letter, worded by the templates of `objet`, with a copy to the centre.

    `destinataire`: where an earlier letter went; the person's present address otherwise. A centre without an address
    gets neither copy nor answer, and the mail says so. Mails to one person leave in the order of their deposit.

    Guide: G4.2-04, G4.2-18.
    """
    personne, centre = convocation.affectation.intervenant, convocation.affectation.mission.centre
    mel = centre.mel.strip() if est_joignable(centre.mel) else ""
    redaction = rediger(str(objet), mots_de_la_lettre(lettre, repond=bool(mel)))
    return Courriel(
        cle=f"intervenant:{personne.pk}",
        destinataire=destinataire or adresse_nommee(str(personne), personne.mel),
        copie=mel,
        repondre_a=mel,
        sujet=redaction.sujet,
        corps=redaction.corps,
        pieces=[{"document": "convocation", "donnees": lettre.en_json(), "nom": f"{_nom(convocation, objet)}.pdf"}],
        objet=(objet, convocation.pk),
        par=par,
    )


def mots_de_la_lettre(lettre: DonneesConvocation, *, repond: bool) -> MotsDeLaLettre:
    """The letter as its mail says it."""
    return MotsDeLaLettre(
        appel=lettre.appel,
        introduction=lettre.introduction,
        remplace=lettre.remplace,
        changements=lettre.changements,
        numero=lettre.mission.numero,
        type=lettre.mission.type,
        session=lettre.mission.session,
        epreuve=lettre.mission.epreuve_option,
        lieu=", ".join((f"{lettre.lieu.nom} ({lettre.lieu.uai})", *lettre.lieu.adresse)),
        creneaux=lettre.creneaux,
        observation=lettre.observation,
        centre=lettre.lieu.nom,
        telephone=lettre.lieu.telephone,
        repond=repond,
    )


def _nom(convocation: Convocation, objet: ObjetEnvoi) -> str:
    """« DUPONT_Jean », « DUPONT_Jean_annulation »."""
    personne = convocation.affectation.intervenant
    suite = "" if objet == ObjetEnvoi.CONVOCATION else str(objet)
    return nom_de_fichier(personne.nom, personne.prenom, suite)
