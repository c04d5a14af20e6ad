"""What `convoquer` and `remplacer` both require before anything is written."""

from collections.abc import Collection, Iterable, Sequence

from imagin.domaine.convocations.enums import NatureConflit, Origine
from imagin.domaine.convocations.queries import mission_a_convoquer
from imagin.domaine.convocations.queries.conflits import conflits_connus
from imagin.domaine.convocations.rules import (
    Accord,
    Conflit,
    ConflitsAConfirmer,
    ConvocationRefusee,
    CreneauDejaAffecte,
    Demande,
    SaisieAConfirmer,
    exiger_dates,
    origine_de,
)
from imagin.domaine.missions.enums import ListeQualites, Presence
from imagin.domaine.missions.models import Commission, Mission
from imagin.domaine.missions.queries import creneaux_proposes, saisie_de
from imagin.domaine.missions.rules import Attentes, CreneauDuJour, attentes
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.racines import personnes_convocables
from imagin.domaine.referentiel.queries import qualites_proposees

FERMEES = {
    Origine.CENTRE: "La mission {} n'est pas ouverte à la convocation par votre établissement. "
    "Contactez le service des examens.",
    Origine.GESTIONNAIRE: "La mission {} n'est pas de vos examens, ou CYCLADES l'a retirée. Rechargez la liste.",
}
INCONNUE = "Une des personnes choisies n'est plus connue d'IMAG'IN : contactez le gestionnaire."


def mission_ouverte(perimetre: Perimetre, numero: int) -> Mission:
    """The mission `numero` when the caller may summon to it; raises ConvocationRefusee otherwise.

    Guide: G4.2-01, G4.2-13, GG-03.
    """
    mission = mission_a_convoquer(perimetre, numero, organisee=True)
    if mission is None:
        raise ConvocationRefusee(FERMEES[origine_de(perimetre)].format(numero))
    if motif := attentes(mission).empechement:
        raise ConvocationRefusee(motif)
    return mission


def exiger_choix(mission: Mission, demande: Demande, qualites: Collection[str], *, sans_salle: bool = False) -> None:
    """Raise ConvocationRefusee unless every choice of the demand belongs to the mission and is allowed there.

    `qualites`: as `qualites_permises` gives them. Of several commissions or salles, one must be chosen; `sans_salle`:
    the convocation that is changed had none before.

    Guide: G4.2-07 to G4.2-11.
    """
    attendu = attentes(mission)
    commission = _exiger_commission(mission, demande.commission, attendu)
    quoi = f"La commission {commission.code}" if commission else "La mission"
    exiger_dates(demande, [creneau.jour for creneau in creneaux_proposes(mission, commission)], quoi)
    _exiger_qualite(demande.qualite, attendu, qualites)
    _exiger_parmi(demande.jury, [jury.pk for jury in mission.jurys.all()], "Ce jury n'est pas de la mission.")
    _exiger_parmi(demande.salle, [salle.pk for salle in mission.salles.all()], "Cette salle n'est pas de la mission.")
    if attendu.salle == Presence.PLUSIEURS and demande.salle is None and not sans_salle:
        raise ConvocationRefusee("Choisissez une salle : la mission en a plusieurs.", champ="salle")
    if demande.code_salle and not attendu.code_salle:
        raise ConvocationRefusee("Cette mission n'attend pas de code salle : videz ce champ.")
    if len(demande.observation) > 2000:
        raise ConvocationRefusee("L'observation dépasse 2 000 caractères : raccourcissez-la.")


def exiger_report_decide(
    mission: Mission, demande: Demande, *, deja: tuple[frozenset[CreneauDuJour], str] | None = None
) -> None:
    """Raise SaisieAConfirmer while the mission asks « Saisie sur la mission » and the demand does not answer.

    Nothing is asked for what was carried already, nor for `deja`, dates and observation of the convocation modified.

    Guide: G4.2-12.
    """
    if demande.reporter is not None or not attentes(mission).report_de_saisie:
        return
    reportee = saisie_de(mission)
    connues = [deja] if deja else []
    if reportee:
        connues.append((frozenset(reportee[0]), reportee[1]))
    if demande.saisie not in connues:
        raise SaisieAConfirmer


def exiger_sans_conflit(
    perimetre: Perimetre,
    mission: Mission,
    intervenants: Collection[int],
    demande: Demande,
) -> Accord:
    """Lock the people, then raise CreneauDejaAffecte or ConflitsAConfirmer; else what was confirmed or is ignored.

    The lock makes two centres that want the same person pass one after the other, so that the second sees the first.

    Guide: G4.2-19.
    """
    _verrouiller(intervenants)
    connus = conflits_connus(
        perimetre,
        mission=mission,
        intervenants=intervenants,
        plages=[creneau.plage for creneau in demande.creneaux],
    )
    return accorder(connus, demande)


def accorder(connus: Sequence[Conflit], demande: Demande) -> Accord:
    """What lets people who are locked be summoned in spite of these conflicts; raises as `exiger_sans_conflit` does."""
    trouves = [conflit for conflit in connus if not conflit.ignore]
    _refuser_les_bloquants([conflit for conflit in trouves if conflit.bloquant])
    if any(conflit.intervenant not in demande.confirmes for conflit in trouves):
        raise ConflitsAConfirmer(trouves)
    if trouves and not demande.motif.strip():
        raise ConflitsAConfirmer(trouves, sans_motif=True)
    confirmes: dict[int, str] = {}
    for conflit in trouves:
        deja = confirmes.get(conflit.intervenant)
        confirmes[conflit.intervenant] = f"{deja}\n{conflit.phrase}" if deja else conflit.phrase
    chevauchent = frozenset(c.intervenant for c in connus if c.nature == NatureConflit.CHEVAUCHEMENT)
    return Accord(confirmes, chevauchent)


def _refuser_les_bloquants(bloquants: Collection[Conflit]) -> None:
    if not bloquants:
        return
    message = " ".join(f"{c.nom} {c.phrase}." for c in bloquants)
    if any(conflit.nature is None for conflit in bloquants):
        raise CreneauDejaAffecte(message)
    raise ConvocationRefusee(f"{message} Retirez ces personnes de la convocation.")


def tenir(intervenants: Iterable[int]) -> frozenset[int]:
    """Lock the people in order of key, so that two bulk summons cannot deadlock; which of them are still known.

    Whoever locks people and affectations locks the people first.
    """
    connus = personnes_convocables().filter(pk__in=set(intervenants))
    return frozenset(connus.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _verrouiller(intervenants: Collection[int]) -> None:
    if tenir(intervenants) < set(intervenants):
        raise ConvocationRefusee(INCONNUE)


def _exiger_commission(mission: Mission, cle: int | None, attendu: Attentes) -> Commission | None:
    commissions = {commission.pk: commission for commission in mission.commissions.all()}
    if attendu.commission == Presence.ABSENTE:
        _exiger_parmi(cle, [], "Cette mission n'a pas de commission.")
        return None
    if cle is None:
        raise ConvocationRefusee("Choisissez une commission.", champ="commission")
    _exiger_parmi(cle, commissions, "Cette commission n'est pas de la mission.")
    return commissions[cle]


def qualites_permises(mission: Mission, demandes: Iterable[Demande]) -> frozenset[str]:
    """Codes of the qualités that one may give on a mission; 1 query, none when no demand names one."""
    if not any(demande.qualite for demande in demandes):
        return frozenset()
    santorin = attentes(mission).qualites == ListeQualites.SANTORIN
    return frozenset(qualites_proposees(santorin=santorin).values_list("code", flat=True))


def _exiger_qualite(code: str | None, attendu: Attentes, permises: Collection[str]) -> None:
    if code and attendu.qualites == ListeQualites.AUCUNE:
        raise ConvocationRefusee("Cette mission n'attend pas de qualité : laissez ce champ vide.")
    if code and code not in permises:
        raise ConvocationRefusee("Cette qualité n'est pas proposée pour la mission : choisissez-en une dans la liste.")


def _exiger_parmi(valeur: object, permises: Collection[object], message: str) -> None:
    if valeur is not None and valeur not in permises:
        raise ConvocationRefusee(message)
