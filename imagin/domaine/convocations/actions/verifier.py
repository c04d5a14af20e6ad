"""What `convoquer` and `modifier_convocation` both require before anything is written."""

from collections.abc import Collection

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.queries import mission_a_convoquer
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.rules import (
    ConflitsAConfirmer,
    ConvocationRefusee,
    CreneauDejaAffecte,
    Demande,
    exiger_dates,
)
from imagin.domaine.missions.models import Commission, Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.missions.rules import attentes
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.queries import qualites_proposees


def mission_ouverte(perimetre: Perimetre, numero: int) -> Mission:
    """The mission `numero` when the caller may summon to it; raises ConvocationRefusee otherwise.

    Guide: G4.2-01.
    """
    mission = mission_a_convoquer(perimetre, numero, organisee=True)
    if mission is None:
        raise ConvocationRefusee(
            f"La mission {numero} n'est pas ouverte à la convocation par votre établissement. "
            "Contactez le service des examens."
        )
    return mission


def exiger_choix(mission: Mission, demande: Demande) -> None:
    """Raise ConvocationRefusee unless every choice of the demand belongs to the mission and is allowed there.

    Guide: G4.2-07 to G4.2-11.
    """
    commission = _exiger_commission(mission, demande.commission)
    exiger_dates(demande, [creneau.jour for creneau in creneaux_proposes(mission, commission)])
    _exiger_qualite(mission, demande.qualite)
    _exiger_parmi(demande.jury, [jury.pk for jury in mission.jurys.all()], "Ce jury n'est pas de la mission.")
    _exiger_parmi(demande.salle, [salle.pk for salle in mission.salles.all()], "Cette salle n'est pas de la mission.")
    if demande.code_salle and not attentes(mission).code_salle:
        raise ConvocationRefusee("Cette mission n'attend pas de code salle : videz ce champ.")
    if len(demande.observation) > 2000:
        raise ConvocationRefusee("L'observation dépasse 2 000 caractères : raccourcissez-la.")


def exiger_sans_conflit(
    perimetre: Perimetre,
    mission: Mission,
    intervenants: Collection[int],
    demande: Demande,
    *,
    hors_affectation: int | None = None,
) -> dict[int, str]:
    """Lock the people, then raise CreneauDejaAffecte or ConflitsAConfirmer; else what was confirmed, by person.

    The lock makes two centres that want the same person pass one after the other, so that the second sees the first.

    Guide: G4.2-19.
    """
    _verrouiller(intervenants)
    trouves = conflits(
        perimetre,
        mission=mission,
        intervenants=intervenants,
        plages=[creneau.plage for creneau in demande.creneaux],
        hors_affectation=hors_affectation,
    )
    bloquants = [conflit for conflit in trouves if conflit.bloquant]
    if bloquants:
        raise CreneauDejaAffecte(" ".join(f"{c.nom} {c.phrase}." for c in bloquants))
    if any(conflit.intervenant not in demande.confirmes for conflit in trouves):
        raise ConflitsAConfirmer(trouves)
    confirmes: dict[int, str] = {}
    for conflit in trouves:
        deja = confirmes.get(conflit.intervenant)
        confirmes[conflit.intervenant] = f"{deja}\n{conflit.phrase}" if deja else conflit.phrase
    return confirmes


def _verrouiller(intervenants: Collection[int]) -> None:
    """Lock the people in order of key, so that two bulk summons cannot deadlock; raise when one is not known."""
    lignes = (
        Intervenant.objects.filter(pk__in=intervenants, retire_le__isnull=True)
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    if len(lignes) < len(set(intervenants)):
        raise ConvocationRefusee("Une des personnes choisies n'est plus connue d'IMAG'IN : contactez le gestionnaire.")


def _exiger_commission(mission: Mission, cle: int | None) -> Commission | None:
    commissions = {commission.pk: commission for commission in mission.commissions.all()}
    if not commissions:
        _exiger_parmi(cle, [], "Cette mission n'a pas de commission.")
        return None
    if cle is None:
        raise ConvocationRefusee("Choisissez une commission.")
    _exiger_parmi(cle, commissions, "Cette commission n'est pas de la mission.")
    return commissions[cle]


def _exiger_qualite(mission: Mission, code: str | None) -> None:
    attendu = attentes(mission)
    if code and not attendu.qualite:
        raise ConvocationRefusee("Cette mission n'attend pas de qualité : laissez ce champ vide.")
    if code and not qualites_proposees(santorin=attendu.santorin).filter(code=code).exists():
        raise ConvocationRefusee("Cette qualité n'est pas proposée pour la mission : choisissez-en une dans la liste.")


def _exiger_parmi(valeur: object, permises: Collection[object], message: str) -> None:
    if valeur is not None and valeur not in permises:
        raise ConvocationRefusee(message)
