"""What a ZIP must be to be read, and what is refused without changing anything."""

import io
import struct
import zipfile

import pytest

from imagin.domaine.missions.models import Mission
from imagin.echanges.cyclades import archive
from imagin.socle.imports.models import EtatImport
from tests.echanges.cyclades.fichiers import EXEMPLE, modifiee, paquet, tables


def zip_de(*membres: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    """A ZIP of these members, whatever their names."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as ecrit:
        for nom, contenu in membres:
            ecrit.writestr(nom, contenu)
    return tampon.getvalue()


def lien(nom: str) -> zipfile.ZipInfo:
    """A member that claims to be a symbolic link."""
    info = zipfile.ZipInfo(nom)
    info.external_attr = 0o120777 << 16
    return info


def membres(**changes: str | bytes) -> list[tuple[str, str | bytes]]:
    """The published example's tables, some of them changed."""
    return [(f"{nom}.csv", texte) for nom, texte in {**tables(), **changes}.items()]


def chiffree() -> bytes:
    """The published example, whose first table is flagged as encrypted."""
    contenu = bytearray(EXEMPLE.read_bytes())
    central = contenu.index(b"PK\x01\x02")
    struct.pack_into("<H", contenu, 6, 1)
    struct.pack_into("<H", contenu, central + 8, 1)
    return bytes(contenu)


def abimee() -> bytes:
    """The published example, whose biggest table was damaged on the way."""
    contenu = bytearray(EXEMPLE.read_bytes())
    debut = contenu.index(b"missions.csv") + len("missions.csv") + 40
    contenu[debut : debut + 20] = b"\x00" * 20
    return bytes(contenu)


@pytest.mark.parametrize(
    ("contenu", "message"),
    [
        (b"", "n'est pas un fichier ZIP"),
        (b"numero;examen\n1;470\n", "n'est pas un fichier ZIP"),
        (EXEMPLE.read_bytes()[:1500], "n'est pas un fichier ZIP, ou il est tronqué"),
        (abimee(), "missions.csv est abîmée dans le ZIP"),
        (chiffree(), "chiffrée par un mot de passe"),
        (paquet(missions=None, dates=None), "Il manque au ZIP : missions.csv, dates.csv"),
        (paquet(epreuves="a;b\n"), "ce que le contrat ne prévoit pas : epreuves.csv"),
        (zip_de(*membres(), ("../missions.csv", "x")), "ce que le contrat ne prévoit pas : ../missions.csv"),
        (zip_de(*membres(), ("/etc/passwd", "x")), "ce que le contrat ne prévoit pas : /etc/passwd"),
        (zip_de(*((f"cyclades/{nom}", texte) for nom, texte in membres())), "à sa racine, sans dossier"),
        (zip_de(*membres()[:-1], (lien("salles.csv"), "/etc/passwd")), "n'est qu'un lien"),
        (zip_de(*membres(salles=b"mission;code\n" + b"1;A\n" * 6_000_000)), "refusé par sécurité"),
        (paquet(missions=tables()["missions"].replace(";", ",")), "le séparateur est la virgule"),
        (
            modifiee("missions", "numero;examen", "identifiant;examen"),
            "Il manque des colonnes dans missions.csv : numero",
        ),
        (modifiee("jurys", "mission;code", "mission;code;couleur"), "colonnes inconnues : couleur"),
        (paquet(missions=tables()["missions"].partition("\n")[0]), "missions.csv ne contient aucune ligne"),
        (paquet(sessions=tables()["sessions"].partition("\n")[0]), "sessions.csv ne contient aucune ligne"),
        (paquet(jurys=""), "jurys.csv est vide"),
        (zip_de(*membres(examens=tables()["examens"].replace("GENERAL", "GÉNÉRAL").encode("latin-1"))), "UTF-8"),
        (modifiee("salles", "193660;B205", "193660;B205;trop"), "illisible à la ligne 3"),
    ],
)
def test_un_zip_impossible_est_refuse_et_ne_change_rien(importer_cyclades, mission_presente, contenu, message):
    avant = set(Mission.objects.values_list())
    assert message in importer_cyclades(contenu, etat=EtatImport.REFUSE).message
    assert set(Mission.objects.values_list()) == avant


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_deux_fois_la_meme_table_est_refuse(importer_cyclades):
    contenu = zip_de(*membres(), ("missions.csv", "x"))
    assert "deux fois la même table : missions.csv" in importer_cyclades(contenu, etat=EtatImport.REFUSE).message


def test_une_table_qui_ment_sur_sa_taille_est_arretee_en_cours_de_lecture(importer_cyclades, monkeypatch):
    monkeypatch.setattr(archive, "TAILLE_MAX", 100)
    monkeypatch.setattr(archive, "verifier_tailles", lambda _: None)
    assert "refusé par sécurité" in importer_cyclades(EXEMPLE.read_bytes(), etat=EtatImport.REFUSE).message


def test_les_tables_annexes_peuvent_etre_vides(importer_cyclades):
    annexes = ("dates", "commissions", "dates_commissions", "jurys", "salles")
    vides = {nom: tables()[nom].partition("\n")[0] + "\n" for nom in annexes}
    importer_cyclades(paquet(**vides))
    assert Mission.objects.count() == 4
