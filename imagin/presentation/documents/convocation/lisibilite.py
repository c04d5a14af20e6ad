"""What of a letter will not print as it is known, said when it is issued: nothing of a name is lost in silence."""

from imagin.domaine.convocations.models import Convocation
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.documents import pertes


def avertissement(convocation: Convocation) -> str:
    """« La lettre de 张 Wei ne peut pas imprimer « 张 » (elle porte « ? »)… », or "" when all of it prints.

    Guide: G4.2-17.
    """
    if convocation.donnees is None:
        return ""
    lettre = DonneesConvocation.depuis_json(convocation.donnees)
    perdus = pertes("\n".join(_textes(lettre)))
    if not perdus:
        return ""
    dits = ", ".join(f"« {lu} » ({f'elle porte « {porte} »' if porte else 'omis'})" for lu, porte in perdus.items())
    return (
        f"La lettre de {lettre.destinataire.nom} ne peut pas imprimer {dits}. Faites corriger l'écriture par le "
        "service des examens, ou dans l'observation, puis modifiez la convocation ; ou complétez la lettre à la main."
    )


def _textes(lettre: DonneesConvocation) -> list[str]:
    """What people and feeds wrote in it."""
    signature = lettre.signature
    return [
        lettre.destinataire.nom,
        *lettre.destinataire.adresse,
        lettre.lieu.nom,
        *lettre.lieu.adresse,
        lettre.mission.salle,
        lettre.observation,
        signature.autorite,
        signature.intitule,
        signature.nom,
        signature.ville,
    ]
