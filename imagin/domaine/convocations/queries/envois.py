"""What became of the letters sent by mail: the journal of a mission, of a person, and the state on each line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.enums import ObjetEnvoi, Origine
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.envois.adresses import est_joignable
from imagin.socle.envois.enums import A_EXAMINER, Etat
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import envois_des_objets

# The other side has it, or may have it.
PARTIS = (Etat.ENVOYE, Etat.EN_COURS, Etat.INCERTAIN)
EN_ROUTE = (Etat.A_ENVOYER, Etat.EN_COURS)
NON_ENVOYE, SANS_ADRESSE = "Non envoyé", "Adresse manquante"
MELS = (ObjetEnvoi.CONVOCATION, ObjetEnvoi.ANNULATION)


def etat_en_mots(etat: str | None, mel: str) -> str:
    """What screens say of a letter: the state of its mail, else whether one could leave for the address `mel`."""
    if etat:
        return str(Etat(etat).label)
    return NON_ENVOYE if mel else SANS_ADRESSE


@dataclass(frozen=True)
class LigneJournal:
    """A mail about a convocation; or, without `envoi`, a convocation in force that nobody has mailed yet.

    `derniere`: no later mail is about the same thing.

    Guide: G4.2-18.
    """

    convocation: Convocation
    envoi: Envoi | None = None
    derniere: bool = True

    @property
    def affectation(self) -> Affectation:
        """Who, on which mission."""
        return self.convocation.affectation

    @property
    def objet(self) -> str:
        """« Convocation », « Convocation, version 2 », « Annulation »."""
        libelle = ObjetEnvoi(self.envoi.objet_type).label if self.envoi else ObjetEnvoi.CONVOCATION.label
        version = self.convocation.version
        return f"{libelle}, version {version}" if version > 1 else str(libelle)

    @property
    def etat(self) -> str:
        """Its state in words."""
        return etat_en_mots(self.envoi.etat if self.envoi else None, self.affectation.intervenant.mel)

    @property
    def en_vigueur(self) -> bool:
        """Does what it says still hold? A cancellation always does."""
        annulation = self.envoi is not None and self.envoi.objet_type == ObjetEnvoi.ANNULATION
        return annulation or self.convocation.annulee_le is None

    @property
    def renvoyable(self) -> bool:
        """May a person ask that it be sent again? It did not arrive, or nobody knows, and it still holds."""
        return self.envoi is not None and self.envoi.etat in A_EXAMINER and self.derniere and self.en_vigueur

    @property
    def incertain(self) -> bool:
        """Nobody knows whether it arrived: it is sent again on its own only, after asking the person."""
        return self.envoi is not None and self.envoi.etat == Etat.INCERTAIN


def centre_joignable(perimetre: Perimetre) -> bool:
    """Can a mail be sent to the caller's centre: copies of its letters, answers of the people it summons?

    Guide: G4.2-18.
    """
    mel = Etablissement.objects.values_list("mel", flat=True).get(pk=perimetre.mon_etablissement)
    return est_joignable(mel)


def journal_de_la_mission(perimetre: Perimetre, numero: int) -> list[LigneJournal]:
    """Mails of the letters that the centre issued for its mission, by name; 2 queries."""
    return _journal(_lettres(perimetre).filter(affectation__mission__numero=numero))


def journal_de_la_personne(perimetre: Perimetre, intervenant: int) -> list[LigneJournal]:
    """Mails of the letters that the centre issued for that person, whatever the mission; 2 queries."""
    return _journal(_lettres(perimetre).filter(affectation__intervenant=intervenant))


def _lettres(perimetre: Perimetre) -> QuerySet[Convocation]:
    return (
        Convocation.objects.filter(affectation__mission__in=missions_du_centre(perimetre))
        .filter(affectation__origine=Origine.CENTRE, reprise=False)
        .select_related("affectation__intervenant", "affectation__mission")
        .defer("donnees")
        .order_by("affectation__intervenant__cle", "pk")
    )


def _journal(lettres: QuerySet[Convocation]) -> list[LigneJournal]:
    connues = list(lettres)
    envois: dict[int, list[Envoi]] = {}
    for envoi in envois_des_objets(MELS, [lettre.pk for lettre in connues]):
        envois.setdefault(envoi.objet_id or 0, []).append(envoi)
    return [ligne for lettre in connues for ligne in _lignes(lettre, envois.get(lettre.pk, []))]


def _lignes(lettre: Convocation, envois: Sequence[Envoi]) -> Iterator[LigneJournal]:
    derniers = {envoi.objet_type: envoi.pk for envoi in envois}
    for envoi in envois:
        yield LigneJournal(lettre, envoi, derniere=derniers[envoi.objet_type] == envoi.pk)
    if lettre.annulee_le is None and ObjetEnvoi.CONVOCATION not in derniers:
        yield LigneJournal(lettre)


def avec_etat_du_mel(affectations: QuerySet[Affectation]) -> QuerySet[Affectation]:
    """Adds `etat_mel`, the state of the last mail of the letter in force, or None; no query more."""
    lettre = Convocation.objects.filter(affectation=OuterRef("pk"), annulee_le__isnull=True)
    mels = Envoi.objects.filter(objet_type=ObjetEnvoi.CONVOCATION, objet_id=OuterRef("lettre")).order_by("-id")
    return affectations.annotate(lettre=Subquery(lettre.values("pk"))).annotate(
        etat_mel=Subquery(mels.values("etat")[:1])
    )


def lettre_partie(affectation: int) -> Envoi | None:
    """The latest mail that carried a letter of that affectation, whatever its version, and left or may have left.

    Guide: G4.2-04.
    """
    lettres = Convocation.objects.filter(affectation=affectation).values("pk")
    parties = Envoi.objects.filter(objet_type=ObjetEnvoi.CONVOCATION, objet_id__in=lettres, etat__in=PARTIS)
    return parties.order_by("-id").first()


def en_route(convocations: Sequence[int]) -> set[int]:
    """Those of these letters whose mail waits to leave, or is leaving."""
    lignes = Envoi.objects.filter(objet_type=ObjetEnvoi.CONVOCATION, objet_id__in=convocations, etat__in=EN_ROUTE)
    return {cle for cle in lignes.order_by().values_list("objet_id", flat=True) if cle is not None}
