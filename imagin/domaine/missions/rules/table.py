"""The guide's cases, one row each. Whoever wants to know what a mission asks reads it through `lecture`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from imagin.domaine.missions.enums import ListeQualites, Presence, SourceDates, Transmission
from imagin.domaine.missions.rules.cas import Cas
from imagin.domaine.missions.rules.profils import LETTRES, PHILOSOPHIE
from imagin.domaine.referentiel.enums import Nature
from imagin.socle.texte.repli import replier

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.referentiel.models import EpreuveOption

# Code, in the gestionnaire's list, of the qualité « Correcteur (SANTORIN) ».
CORRECTEUR_SANTORIN = "CORR_S"
HLP = ("humanites", "litterature", "philo")


def est_hlp(epreuve: EpreuveOption | None) -> bool:
    """Is it « Humanités, littérature et philosophie », or one of its two parts?

    Guide: G4.2-14.
    """
    return epreuve is not None and all(mot in replier(epreuve.libelle) for mot in HLP)


def _dematerialisee(mission: Mission) -> bool:
    return mission.type.dematerialisee


def _code_sa_salle(mission: Mission) -> bool:
    return mission.type.code_salle


def _en_hlp(mission: Mission) -> bool:
    return est_hlp(mission.epreuve_option)


def _sans_candidats(mission: Mission) -> bool:
    return not mission.candidats_affectes


def _combien(lignes: str, *, plusieurs: bool) -> Callable[[Mission], bool]:
    """Condition « the mission has one », or « several », of its commissions, jurys or salles."""

    def si(mission: Mission) -> bool:
        nombre = len(getattr(mission, lignes).all())
        return nombre > 1 if plusieurs else nombre == 1

    return si


def _presence(code: str, combien: str, quoi: str, regle: str, guide: str = "G4.2-08", **effets: Any) -> Cas:
    """A row on the number of commissions, jurys or salles: « une commission », « plusieurs jurys »."""
    plusieurs = combien == "plusieurs"
    condition = f"{combien} {quoi}{'s' if plusieurs else ''}"
    return Cas(
        code=code,
        libelle=condition.capitalize(),
        regle=regle,
        guide=guide,
        condition=condition,
        si=_combien(f"{quoi}s", plusieurs=plusieurs),
        effets={quoi: Presence.PLUSIEURS if plusieurs else Presence.UNIQUE, **effets},
        organisation=True,
    )


EC = frozenset({Nature.COEC, Nature.ORAL_EC})

TABLE: tuple[Cas, ...] = (
    Cas(
        code="ordinaire",
        libelle="Toute mission",
        regle="Ouverte si le gestionnaire l'a ciblée. Qualités du gestionnaire, facultatives. Dates de la mission, une "
        "à une, de 08:00 à 18:00 sauf indication de CYCLADES.",
        guide="G4.2-01, G4.2-07, G4.2-09, G4.2-11",
    ),
    Cas(
        code="dates_specifiques",
        libelle="Dates spécifiques",
        regle="Quand les dates ou les heures choisies ne sont pas exactement celles proposées, l'affectation porte « "
        "date spécifique ».",
        guide="G4.1-04, G4.2-03",
        effets={"dates_specifiques": True},
    ),
    Cas(
        code="ec",
        libelle="Évaluations communes (EC)",
        regle="Ouverte d'office dès que le gestionnaire ouvre la session.",
        guide="G4.2-01",
        natures=EC,
        effets={"ouverte_d_office": True},
    ),
    Cas(
        code="ece",
        libelle="Évaluation des compétences expérimentales (ECE)",
        regle="Ouverte d'office dès que le gestionnaire ouvre la session.",
        guide="G4.2-01",
        natures=frozenset({Nature.PRECE}),
        effets={"ouverte_d_office": True},
    ),
    Cas(
        code="dematerialisee",
        libelle="Correction dématérialisée",
        regle="Qualités de SANTORIN seulement : correcteur, correcteur suppléant, référent correcteur.",
        guide="G4.2-07",
        condition="type « correction dématérialisée »",
        si=_dematerialisee,
        effets={"qualites": ListeQualites.SANTORIN},
    ),
    Cas(
        code="correction_ece",
        libelle="Correction dématérialisée d'une ECE",
        regle="Les convoqués sont transmis à SANTORIN comme correcteurs.",
        guide="G4.2-15",
        natures=frozenset({Nature.PRECE}),
        condition="type « correction dématérialisée »",
        si=_dematerialisee,
        effets={"transmission": Transmission.CORRECTEUR},
    ),
    Cas(
        code="coec",
        libelle="Correction d'EC (COEC)",
        regle="Qualités de SANTORIN ; laissée vide, la qualité est « Correcteur Santorin ». Les convoqués sont "
        "transmis à SANTORIN comme correcteurs.",
        guide="G4.2-07, G4.2-15",
        natures=frozenset({Nature.COEC}),
        effets={
            "qualites": ListeQualites.SANTORIN,
            "qualite_par_defaut": CORRECTEUR_SANTORIN,
            "transmission": Transmission.CORRECTEUR,
            "avis": "Sans qualité choisie, les intervenants sont convoqués comme « Correcteur Santorin ».",
        },
    ),
    Cas(
        code="saisie_sur_la_mission",
        libelle="Correction d'EC (COEC) : saisie sur la mission",
        regle="À la première convocation, ou si les dates ou l'observation changent, la fenêtre « Saisie sur la "
        "mission » demande s'il faut les reporter sur les prochaines convocations de la mission.",
        guide="G4.2-12",
        natures=frozenset({Nature.COEC}),
        effets={"report_de_saisie": True},
    ),
    Cas(
        code="hlp",
        libelle="Correction d'EC (COEC) de « Humanités, littérature et philosophie »",
        regle="Deux profils à missionner dans le centre, lettres et philosophie : l'écran dit lequel manque.",
        guide="G4.2-14",
        natures=frozenset({Nature.COEC}),
        condition="épreuve HLP ou l'une de ses parties",
        si=_en_hlp,
        effets={"profils": (LETTRES, PHILOSOPHIE)},
    ),
    Cas(
        code="oral_ec_en_attente",
        libelle="Oral d'EC en attente de CYCLADES",
        regle="Personne ne se convoque ; un message le dit quand la mission est choisie.",
        guide="G4.2-13",
        natures=frozenset({Nature.ORAL_EC}),
        condition="candidats pas encore affectés dans CYCLADES",
        si=_sans_candidats,
        effets={
            "empechement": "L'affectation des candidats à cette épreuve n'est pas achevée dans CYCLADES : la "
            "convocation des intervenants ne sera possible qu'ensuite."
        },
    ),
    Cas(
        code="numerisation",
        libelle="Numérisation des copies",
        regle="Ouverte d'office. Pas de qualité. La date est à sélectionner dans le calendrier. Les convoqués sont "
        "transmis à SANTORIN pour numériser.",
        guide="G4.2-01, G4.2-07, G4.2-15",
        natures=frozenset({Nature.NUMERISATION}),
        effets={
            "ouverte_d_office": True,
            "qualites": ListeQualites.AUCUNE,
            "transmission": Transmission.NUMERISATION,
            "avis": "La qualité n'est pas à renseigner. La date affichée est à ressaisir : sélectionnez-la dans le "
            "calendrier.",
        },
    ),
    _presence(
        "une_commission",
        "une",
        "commission",
        "Elle est affichée d'office, avec ses candidats ; ses dates s'ouvrent.",
        "G4.2-08, G4.2-09",
        dates=SourceDates.COMMISSION,
    ),
    _presence(
        "commissions",
        "plusieurs",
        "commission",
        "Une commission est à choisir ; jusque-là toutes les dates sont grisées, puis les siennes s'ouvrent.",
        "G4.2-08, G4.2-09",
        dates=SourceDates.COMMISSION,
    ),
    _presence("un_jury", "un", "jury", "Il est affiché d'office."),
    _presence("jurys", "plusieurs", "jury", "Il se choisit dans la liste."),
    _presence("une_salle", "une", "salle", "Elle est affichée d'office."),
    _presence("salles", "plusieurs", "salle", "Il faut en choisir une dans la liste."),
    Cas(
        code="code_salle",
        libelle="Code salle",
        regle="Un code salle peut être saisi ; il s'imprime sur la lettre.",
        guide="G4.2-08",
        condition="type « code salle saisissable »",
        si=_code_sa_salle,
        effets={"code_salle": True},
    ),
    Cas(
        code="dates_du_gestionnaire",
        libelle="Dates de COEC et PRECE",
        regle="Seules les dates que le gestionnaire a fixées se choisissent, quand il en a fixé.",
        guide="G4.2-10",
        natures=frozenset({Nature.COEC, Nature.PRECE}),
        condition="dates fixées par le gestionnaire",
        si=lambda mission: any(date.est_du_gestionnaire for date in mission.dates_fixees.all()),
        effets={"dates": SourceDates.GESTIONNAIRE},
        organisation=True,
    ),
)
