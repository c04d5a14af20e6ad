"""Looking for somebody at their home académie: exactly one answers, or nobody does."""

from datetime import date

from django.core.exceptions import ValidationError as MelInvalide
from django.core.validators import validate_email
from pydantic import ValidationError

from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.federation.rules import (
    PERSONNE,
    PLUSIEURS,
    FederationRefusee,
    FicheExterne,
    PersonneIntrouvable,
    empreinte_du_numen,
)
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.enums import Civilite
from imagin.echanges.federation.client import ReponseRefusee, ouvrir
from imagin.echanges.federation.pannes import autre_chose
from imagin.echanges.federation.schemas import FicheTrouvee
from imagin.socle.acces.chiffrement import dechiffrer

DELAIS, EN_TOUT = (2.0, 3.0), 3.0  # seconds: somebody waits in front of the page
LONGUEURS = {"nom": 80, "prenom": 80, "discipline": 120, "mel": 254}  # of our columns
FERMEE = "Cette académie n'est plus partenaire de la vôtre : choisissez-en une autre."
SANS_CLE = "L'académie {nom} ne sait pas encore être interrogée par NUMEN : cherchez par nom et date de naissance."
TROP = "Trop de recherches en une minute auprès de l'académie {nom} : patientez, puis recommencez."
AUCUNE_DE_CE_NOM = (
    "Aucune personne de l'académie {nom} ne répond à ces nom, prénom et date de naissance : vérifiez-les, ou demandez "
    "au service des examens de créer sa fiche."
)
AUCUNE_DE_CE_NUMEN = (
    "Aucune personne de l'académie {nom} n'a ce NUMEN : vérifiez-le, ou demandez au service des examens de créer sa "
    "fiche."
)
PLUSIEURS_PERSONNES = (
    "Plusieurs personnes de l'académie {nom} répondent à ces nom, prénom et date : indiquez son NUMEN."
)


def chercher_ailleurs(
    perimetre: Perimetre,
    *,
    academie: str,
    numen: str = "",
    nom: str = "",
    prenom: str = "",
    date_naissance: date | None = None,
) -> FicheExterne:
    """Who answers to a NUMEN, or to names and birth date, at their home académie; it is asked for 3 seconds at most.

    The NUMEN leaves hashed, by the key that this académie gave. Raises PersonneIntrouvable, PartenaireInjoignable,
    FederationRefusee.

    Guide: G4.6-07.
    """
    perimetre.exiger_etablissement()
    partenaire = partenaire_ouvert(academie)
    if partenaire is None:
        raise FederationRefusee(FERMEE)
    question: dict[str, object] = {"nom": nom, "prenom": prenom, "date_naissance": _jour(date_naissance)}
    if numen:
        question = {"empreinte": _empreinte(partenaire, numen)}
    try:
        with ouvrir(partenaire, delais=DELAIS, en_tout=EN_TOUT) as partenariat:
            return _fiche(partenariat.dire("personnes/recherche", question))
    except ReponseRefusee as refus:
        raise _refus(partenaire, refus, par_numen=bool(numen)) from refus


def _empreinte(partenaire: Partenaire, numen: str) -> str:
    if not partenaire.cle_numen:
        raise FederationRefusee(SANS_CLE.format(nom=partenaire.nom))
    return empreinte_du_numen(dechiffrer(partenaire.cle_numen), numen)


def _refus(partenaire: Partenaire, refus: ReponseRefusee, *, par_numen: bool) -> Exception:
    if refus.code == 404 and refus.motif == PLUSIEURS:
        return PersonneIntrouvable(PLUSIEURS_PERSONNES.format(nom=partenaire.nom))
    if refus.code == 404 and refus.motif == PERSONNE:
        return PersonneIntrouvable((AUCUNE_DE_CE_NUMEN if par_numen else AUCUNE_DE_CE_NOM).format(nom=partenaire.nom))
    if refus.code == 429:
        return FederationRefusee(TROP.format(nom=partenaire.nom))
    return autre_chose(str(refus))


def _fiche(recue: dict[str, object]) -> FicheExterne:
    """What it answered, provided that it is a sheet that we can keep; raises PartenaireInjoignable."""
    try:
        lue = FicheTrouvee.model_validate(recue)
    except ValidationError as erreur:
        raise autre_chose("une fiche illisible") from erreur
    textes = lue.model_dump(exclude={"reference"})
    if not lue.nom or any("\x00" in texte for texte in textes.values()) or _deborde(textes):
        raise autre_chose("une fiche illisible")
    civilite = lue.civilite if lue.civilite in Civilite else ""
    return FicheExterne(reference=lue.reference, **{**textes, "civilite": civilite, "mel": _mel(lue.mel)})


def _deborde(textes: dict[str, str]) -> bool:
    return any(len(textes[champ]) > longueur for champ, longueur in LONGUEURS.items())


def _mel(adresse: str) -> str:
    """The address, if one may write to it."""
    try:
        validate_email(adresse)
    except MelInvalide:
        return ""
    return adresse


def _jour(jour: date | None) -> str | None:
    return jour.isoformat() if jour else None
