"""State that services were done, or not."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db import connection, transaction

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.doutes.actions import lever_doutes
from imagin.domaine.doutes.rules import Confirmation, Doute, DoutesAConfirmer, exiger_confirmes
from imagin.domaine.frais.actions import reporter_services
from imagin.domaine.frais.rules import ServiceRendu
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.models import Constat, JourneeConstatee
from imagin.domaine.services_faits.queries import (
    AffectationAConstater,
    affectations_a_ecrire,
    cadre_de,
    constats_de,
    minutes_convoquees,
    mission_a_constater,
)
from imagin.domaine.services_faits.rules import (
    CadreConstat,
    Constatation,
    ConstatRefuse,
    Faits,
    Journee,
    changee_entre_temps,
    doutes_de,
    en_lettres,
    exiger_constatable,
    minutes_de,
)
from imagin.socle.temps import en_heure_locale, maintenant

RIEN_CONFIRME = Confirmation()
CHAMPS = ("resultat", "quantite", "minutes", "motif")
# Arrays instead of one placeholder a value: 500 lines are parsed and planned as one.
POSER = """
INSERT INTO services_faits_constat AS c
       (saisi_par, saisi_le, affectation_id, resultat, quantite, minutes, motif, version)
SELECT %s, %s, n.affectation, n.resultat, n.quantite, n.minutes, n.motif, n.version + 1
  FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::int[], %s::text[], %s::int[])
       AS n(affectation, resultat, quantite, minutes, motif, version)
ON CONFLICT (affectation_id) DO UPDATE SET resultat = excluded.resultat, quantite = excluded.quantite,
       minutes = excluded.minutes, motif = excluded.motif, version = excluded.version,
       saisi_par = excluded.saisi_par, saisi_le = excluded.saisi_le
RETURNING c.id, c.affectation_id"""


@dataclass
class BilanConstat:
    """What became of the lines sent, by affectation: kept, refused with a phrase, or to be confirmed with its doubts.

    Unchanged ones are in none of them.
    """

    enregistrees: list[Constatation] = field(default_factory=list)
    refusees: dict[int, str] = field(default_factory=dict)
    a_confirmer: dict[int, DoutesAConfirmer] = field(default_factory=dict)

    @property
    def doutes(self) -> list[Doute]:
        """Those that wait for their confirmation, of all lines."""
        return [doute for refus in self.a_confirmer.values() for doute in refus.doutes]


@transaction.atomic
def constater(
    perimetre: Perimetre, *, mission: int, lignes: Sequence[Constatation], confirmation: Confirmation = RIEN_CONFIRME
) -> BilanConstat:
    """Keep the good lines of a mission's grid, refuse the others each with its reason, or ask to confirm its doubts.

    A line read before somebody else changed it is refused: nothing is overwritten in silence. « Service non fait »
    cancels the état de frais of that person on that mission, and taking it back restores it.
    Raises ConstatRefuse when the mission is not one whose services the caller states.

    Guide: G4.3-05 to G4.3-07.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    trouvee = mission_a_constater(perimetre, mission)
    if trouvee is None:
        raise ConstatRefuse("Le service de cette mission ne se constate pas ici. Revenez à la liste des missions.")
    cadre, bilan = cadre_de(trouvee), BilanConstat()
    tenues = list(affectations_a_ecrire(perimetre, trouvee, [ligne.affectation for ligne in lignes]))
    connues, constats = {affectation.pk: affectation for affectation in tenues}, constats_de(tenues)
    minutes = minutes_convoquees(tenues) if cadre.saisie in {Saisie.HEURES, Saisie.HORAIRES} else {}
    confirmes: list[Doute] = []
    for ligne in lignes:
        affectation, constat = connues.get(ligne.affectation), constats.get(ligne.affectation)
        try:
            if not _change(affectation, constat, ligne, cadre):
                continue
            faits = Faits(trouvee.nb_inscrits, minutes.get(ligne.affectation, 0))
            doutes = _doutes(affectation, constat, ligne, cadre, faits=faits)
            exiger_confirmes(doutes, confirmation)
        except ConstatRefuse as refus:
            bilan.refusees[ligne.affectation] = str(refus)
        except DoutesAConfirmer as refus:
            bilan.a_confirmer[ligne.affectation] = refus
        else:
            bilan.enregistrees.append(ligne)
            confirmes += doutes
    lever_doutes(perimetre, doutes=confirmes, confirmation=confirmation, mission=mission)
    _ecrire(perimetre, bilan.enregistrees, constats)
    return bilan


def _change(
    affectation: AffectationAConstater | None, constat: Constat | None, ligne: Constatation, cadre: CadreConstat
) -> bool:
    """True when the line must be written; raises ConstatRefuse."""
    if affectation is None:
        raise ConstatRefuse("Cette personne n'est plus convoquée à la mission. Rechargez la page.")
    if _identique(constat, ligne):
        return False
    if affectation.traitee:
        raise ConstatRefuse("Traité par gestionnaire : cette ligne ne se modifie plus.")
    if constat is not None and constat.version != ligne.version:
        raise ConstatRefuse(_changee(constat, cadre.saisie))
    exiger_constatable(ligne, cadre, [j.journee for j in _journees(constat)])
    return True


def _doutes(
    affectation: Affectation | None, constat: Constat | None, ligne: Constatation, cadre: CadreConstat, *, faits: Faits
) -> list[Doute]:
    """What surprises in a line that must be written."""
    personne = str(affectation.intervenant) if affectation else ""
    return doutes_de(ligne, cadre, personne=personne, gardees=[j.journee for j in _journees(constat)], faits=faits)


def _identique(constat: Constat | None, ligne: Constatation) -> bool:
    if ligne.journees is not None and set(ligne.journees) != {j.journee for j in _journees(constat)}:
        return False
    avant = constat or Constat()
    return all(getattr(avant, champ) == getattr(ligne, champ) for champ in CHAMPS)


def _journees(constat: Constat | None) -> Sequence[JourneeConstatee]:
    return list(constat.journees.all()) if constat else []


def _changee(constat: Constat, saisie: Saisie) -> str:
    dit = en_lettres(resultat=constat.resultat, quantite=constat.quantite, minutes=constat.minutes, saisie=saisie)
    return changee_entre_temps(constat.saisi_par, en_heure_locale(constat.saisi_le), dit)


def _ecrire(perimetre: Perimetre, lignes: Sequence[Constatation], avant: Mapping[int, Constat]) -> None:
    """Write the lines in a few statements whatever their number, then what follows for the frais."""
    if not lignes:
        return
    constats = _poser(perimetre, lignes)
    _ecrire_les_journees([(c, li.journees) for c, li in zip(constats, lignes, strict=True) if li.journees is not None])
    reporter_services(perimetre, services=[_service(ligne, avant.get(ligne.affectation)) for ligne in lignes])


def _poser(perimetre: Perimetre, lignes: Sequence[Constatation]) -> list[Constat]:
    """The constats of these lines, new or changed, in their order."""
    valeurs = [[getattr(ligne, champ) for ligne in lignes] for champ in ("affectation", *CHAMPS, "version")]
    with connection.cursor() as curseur:
        curseur.execute(POSER, [perimetre.auteur, maintenant(), *valeurs])
        cles = {affectation: cle for cle, affectation in curseur.fetchall()}
    return [Constat(pk=cles[ligne.affectation], affectation_id=ligne.affectation) for ligne in lignes]


def _ecrire_les_journees(constats: Sequence[tuple[Constat, Sequence[Journee]]]) -> None:
    """Hours by half-day, instead of those that were there."""
    if not constats:
        return
    JourneeConstatee.objects.filter(constat__in=[constat for constat, _ in constats]).delete()
    JourneeConstatee.objects.bulk_create(
        JourneeConstatee(constat=constat, **asdict(journee)) for constat, journees in constats for journee in journees
    )


def _service(ligne: Constatation, constat: Constat | None) -> ServiceRendu:
    """What the frais need to know of a line: hours by half-day are those it gives, else those that were there."""
    fait = {Resultat.FAIT.value: True, Resultat.NON_FAIT.value: False}.get(ligne.resultat)
    journees = ligne.journees if ligne.journees is not None else [j.journee for j in _journees(constat)]
    minutes = minutes_de(journees) if journees else ligne.minutes
    return ServiceRendu(affectation=ligne.affectation, fait=fait, quantite=ligne.quantite, minutes=minutes)
