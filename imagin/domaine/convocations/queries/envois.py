"""What became of the letters sent by mail: the journal of a mission, of a person, and the state on each line."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery

from imagin.domaine.convocations.enums import ObjetEnvoi, Origine
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries.lignes import AffectationEtMel
from imagin.domaine.convocations.racines import lettres_d, lettres_visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.racines import mon_etablissement
from imagin.socle.envois.adresses import decomposee, est_joignable
from imagin.socle.envois.enums import A_EXAMINER, EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import envois_des_objets

# The other side has it, or may have it.
PARTIS = (EtatEnvoi.ENVOYE, EtatEnvoi.EN_COURS, EtatEnvoi.INCERTAIN)
EN_ROUTE = (EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)
NON_ENVOYE, SANS_ADRESSE = "Non envoyé", "Adresse manquante"
MELS = (ObjetEnvoi.CONVOCATION, ObjetEnvoi.ANNULATION)


def etat_en_mots(etat: str | None, mel: str) -> str:
    """What screens say of a letter: the state of its mail, else whether one could leave for the address `mel`."""
    if etat:
        return str(EtatEnvoi(etat).label)
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
        """May a person ask that it be sent again? It did not arrive, or nobody knows, and it still holds.

        Nobody writes to who was withdrawn by their source.
        """
        connue = self.affectation.intervenant.retire_le is None
        return self.envoi is not None and self.envoi.etat in A_EXAMINER and self.derniere and self.en_vigueur and connue

    @property
    def incertain(self) -> bool:
        """Nobody knows whether it arrived: it is sent again on its own only, after asking the person."""
        return self.envoi is not None and self.envoi.etat == EtatEnvoi.INCERTAIN


def adresse_du_centre(perimetre: Perimetre) -> str:
    """Where copies of the caller's letters go, and the answers of the people it summons; "" when no mail can.

    Guide: G4.2-18.
    """
    mel = mon_etablissement(perimetre).values_list("mel", flat=True).get()
    return mel if est_joignable(mel) else ""


def journal_de_la_mission(perimetre: Perimetre, numero: int) -> list[LigneJournal]:
    """Mails of the letters that the centre issued for its mission, by name; 2 queries."""
    return _journal(_lettres(perimetre).filter(affectation__mission__numero=numero))


def journal_de_la_personne(perimetre: Perimetre, intervenant: int) -> list[LigneJournal]:
    """Mails of the letters that the centre issued for that person, whatever the mission; 2 queries."""
    return _journal(_lettres(perimetre).filter(affectation__intervenant=intervenant))


def _lettres(perimetre: Perimetre) -> QuerySet[Convocation]:
    perimetre.exiger_etablissement()
    return (
        lettres_visibles(perimetre)
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


def avec_etat_du_mel(affectations: QuerySet[Affectation]) -> QuerySet[AffectationEtMel]:
    """Adds `etat_mel`, the state of the last mail of the letter in force, or None; no query more."""
    lettre = Convocation.objects.filter(affectation=OuterRef("pk"), annulee_le__isnull=True)
    mels = Envoi.objects.filter(objet_type=ObjetEnvoi.CONVOCATION, objet_id=OuterRef("lettre")).order_by("-id")
    return affectations.annotate(lettre=Subquery(lettre.values("pk"))).annotate(
        etat_mel=Subquery(mels.values("etat")[:1])
    )


def lettres_parties(affectations: Collection[int], etats: Collection[str] = PARTIS) -> dict[int, Envoi]:
    """The latest mail that carried a letter of each affectation, whatever its version, and left or may have; 2 queries.

    Nobody writes any more to people whom their source has withdrawn: theirs are absent.

    Guide: G4.2-04.
    """
    ecrites = lettres_d(affectations).filter(affectation__intervenant__retire_le=None)
    lettres = dict(ecrites.values_list("pk", "affectation"))
    mels = envois_des_objets([ObjetEnvoi.CONVOCATION], list(lettres)).filter(etat__in=etats)
    return {lettres[envoi.objet_id or 0]: envoi for envoi in mels}


def adresses_des_suivantes(affectations: Collection[Affectation]) -> dict[int, str]:
    """Where the next letter of each affectation goes, by key: only of who was sent one by mail, or was about to be.

    The person's present address, else the one that the letter went to.

    Guide: G4.2-04.
    """
    parties = lettres_parties([affectation.pk for affectation in affectations], etats=(*PARTIS, *EN_ROUTE))
    return {
        affectation.pk: affectation.intervenant.mel or decomposee(parties[affectation.pk].destinataire)
        for affectation in affectations
        if affectation.pk in parties
    }


@dataclass
class Point:
    """Where the letters of a choice of convocations stand, before they are sent.

    `echouees`: what was mailed did not arrive; `envoyees`: their mail left, or may have; `retirees`: their person was
    withdrawn by their source, so that nothing is sent to them.

    Guide: G4.2-18.
    """

    jamais: list[Convocation] = field(default_factory=list)
    echouees: list[Convocation] = field(default_factory=list)
    envoyees: list[Convocation] = field(default_factory=list)
    en_route: list[Convocation] = field(default_factory=list)
    sans_adresse: list[Convocation] = field(default_factory=list)
    retirees: list[Convocation] = field(default_factory=list)

    @property
    def a_envoyer(self) -> list[Convocation]:
        """Those that their person has not been sent."""
        return [*self.jamais, *self.echouees]

    def de_l_etat(self, etat: str) -> list[Convocation]:
        """The list of those whose latest mail is in that state; "" for those without a mail."""
        if etat in PARTIS:
            return self.envoyees
        return self.echouees if etat else self.jamais


def point_des_envois(convocations: Sequence[Convocation]) -> Point:
    """Each of these letters, with its person, where it stands; 1 query."""
    point, etats = Point(), _derniers_etats([convocation.pk for convocation in convocations])
    for convocation in convocations:
        etat = etats.get(convocation.pk, "")
        if convocation.affectation.intervenant.retire_le:
            point.retirees.append(convocation)
        elif etat in EN_ROUTE:
            point.en_route.append(convocation)
        elif not convocation.affectation.intervenant.mel:
            point.sans_adresse.append(convocation)
        else:
            point.de_l_etat(etat).append(convocation)
    return point


def _derniers_etats(convocations: Sequence[int]) -> dict[int, str]:
    """State of the latest mail of each of these letters; those never mailed are absent."""
    mels = envois_des_objets([ObjetEnvoi.CONVOCATION], convocations)
    lignes = mels.order_by("objet_id", "-id").distinct("objet_id").values_list("objet_id", "etat")
    return {cle: etat for cle, etat in lignes if cle is not None}


def adresses_prevenues(affectations: Collection[int]) -> dict[int, str]:
    """Of these affectations, those of which a letter left, or may have, by mail, and the address it went to; 2 queries.

    Who is cancelled is told there; the others must be told otherwise.

    Guide: G4.2-04.
    """
    return {cle: decomposee(envoi.destinataire) for cle, envoi in lettres_parties(affectations).items()}
