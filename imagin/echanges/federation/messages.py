"""The messages to a partner, as rows of the outbox."""

import json
from collections.abc import Sequence

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.federation.models import Partenaire
from imagin.echanges.federation.composition import Contenu, designation, message_de_dossier
from imagin.echanges.federation.ecarts import EtatADire
from imagin.echanges.federation.lecture import personnes_lues, references
from imagin.socle.acces.chiffrement import SecretIllisible, dechiffrer
from imagin.socle.envois.depot import MessageADeposer


def messages(partenaire: Partenaire, etats: Sequence[EtatADire], *, par: str) -> list[MessageADeposer]:
    """One for each state; 2 queries. One key a person: what is told of somebody leaves in the order of decisions."""
    intervenants = {a_dire.etat.intervenant for a_dire in etats}
    personnes, nommees, cle = personnes_lues(intervenants), references(intervenants, partenaire), _cle_numen(partenaire)
    deposes = []
    for a_dire in etats:
        etat, personne = a_dire.etat, personnes[a_dire.etat.intervenant]
        qui = designation(personne, cle=cle, reference=nommees.get(etat.intervenant))
        verbe = "Retirer" if etat.retiree else "Convoquer"
        mission = f", mission {a_dire.lu.numero}" if a_dire.lu else ""
        deposes.append(
            _message(
                partenaire,
                message_de_dossier(etat.affectation, etat.sequence, personne=qui, convocation=a_dire.convocation),
                cle=str(etat.intervenant),
                sujet=f"{verbe} {personne.nom} {personne.prenom}{mission}",
                par=par,
            )
        )
    return deposes


def retrait_sans_nom(partenaire: Partenaire, dossier: int, sequence: int, *, par: str) -> MessageADeposer:
    """That a dossier which they hold is none of ours, whoever it is about."""
    return _message(
        partenaire,
        message_de_dossier(dossier, sequence, personne={}, convocation=None),
        cle=f"dossier-{dossier}",
        sujet=f"Retirer le dossier {dossier}",
        par=par,
    )


def _message(partenaire: Partenaire, contenu: Contenu, *, cle: str, sujet: str, par: str) -> MessageADeposer:
    return MessageADeposer(
        cle=f"{partenaire.code}:{cle}",
        identifiant=contenu["identifiant"],
        destinataire=partenaire.nom,
        sujet=sujet,
        corps=json.dumps(contenu, ensure_ascii=False),
        objet=(ObjetEnvoi.FEDERATION, contenu["dossier"]),
        par=par,
    )


def _cle_numen(partenaire: Partenaire) -> str:
    """With what it hashes NUMEN; empty while it has not told it, or when our secret does not read it any more."""
    try:
        return dechiffrer(partenaire.cle_numen)
    except SecretIllisible:
        return ""
