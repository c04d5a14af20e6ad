"""Établissements and nomenclatures."""

from imagin.domaine.referentiel.models import (
    LETTRES_UAI,
    EpreuveOption,
    Etablissement,
    Examen,
    RegimeExamen,
    Specialite,
    TypeMission,
)

BELLEVUE = "0310038Y"


def uai(numero: int) -> str:
    """A valid UAI of Haute-Garonne."""
    chiffres = f"031{numero:04d}"
    return chiffres + LETTRES_UAI[int(chiffres) % 23]


def etablissement(
    code: str = BELLEVUE, libelle: str = "LPO BELLEVUE TOULOUSE CEDEX 4", **champs: object
) -> Etablissement:
    """The établissement of that UAI, made if it does not exist."""
    defauts = {
        "libelle": libelle,
        "categorie": "LYC",
        "academie_id": "16",
        "adresse": "135 ROUTE DE NARBONNE",
        "code_postal": "31031",
        "localite": "TOULOUSE CEDEX 4",
        "telephone": "05 36 49 00 38",
        "mel": f"ce.{code.lower()}@ac-toulouse.example",
    }
    return Etablissement.objects.get_or_create(uai=code, defaults={**defauts, **champs})[0]


def epreuve(
    examen: str = "470", sigle: str = "BCG", code: str = "1-T020-3", libelle: str = "Epreuves orales"
) -> EpreuveOption:
    """An épreuve-option with its exam and spécialité."""
    regime = RegimeExamen.objects.filter(sigle=sigle).first()
    defauts = {"sigle": sigle, "libelle": "BACCALAUREAT GENERAL", "regime": regime}
    regle = Examen.objects.get_or_create(code=examen, defaults=defauts)[0]
    serie = Specialite.objects.get_or_create(examen=regle, code="BCG", defaults={"libelle": "BACCALAUREAT GENERAL"})[0]
    return EpreuveOption.objects.get_or_create(specialite=serie, code=code, defaults={"libelle": libelle})[0]


def type_mission(code: str = "INTORA", **champs: object) -> TypeMission:
    """A type of mission; by default the oral one, whose code salle may be typed."""
    defauts = {"libelle": "INTERROGATION ORALE", "remuneration": "ORALE", "code_salle": True}
    return TypeMission.objects.get_or_create(code=code, defaults={**defauts, **champs})[0]
