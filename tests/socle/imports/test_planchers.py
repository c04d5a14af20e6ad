"""A file that takes away, empties or changes too much at once is asked about, dependent tables included."""

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.models import EtatImport

pytestmark = [pytest.mark.exigence("G1.1-04")]
VINGT = {f"A{rang:02}": (f"Formation {rang}", "Collège") for rang in range(20)}


def fichier(lignes: dict[str, tuple[str, str]]) -> str:
    return "code;libelle;type\n" + "".join(f"{code};{libelle};{genre}\n" for code, (libelle, genre) in lignes.items())


def changees(nombre: int, libelle: str | None = None, genre: str | None = None) -> str:
    """The twenty lines, of which the first ones say something else."""
    neuves = {
        code: (libelle if libelle is not None else lignes[0], genre if genre is not None else lignes[1])
        for code, lignes in list(VINGT.items())[:nombre]
    }
    return fichier(VINGT | neuves)


@pytest.mark.parametrize(
    ("suite", "option", "message"),
    [
        (changees(6, libelle="6e"), "forcer_modifications", "changerait « libelle » de 6 formations sur 20"),
        (changees(20, genre="Lycée"), "forcer_modifications", "changerait « type » de 20 formations sur 20"),
        (changees(6, genre=""), "forcer_retraits", "viderait « type » de 6 formations sur les 20 qui l'ont"),
    ],
)
def test_une_colonne_decalee_ou_videe_se_verifie_avant(essayer, suite, option, message) -> None:
    essayer(fichier(VINGT))
    bilan = essayer(suite)
    assert (bilan.etat, Mef.objects.filter(type="Collège").count()) == (EtatImport.REFUSE, 20)
    assert message in bilan.message
    assert f"--{option.replace('_', '-')}" in bilan.message
    assert essayer(suite, **{option: True}).etat == EtatImport.APPLIQUE


def test_quelques_changements_et_ce_qui_se_remplit_passent_sans_question(essayer) -> None:
    essayer(fichier(VINGT))
    assert essayer(changees(5, libelle="6e", genre="")).etat == EtatImport.APPLIQUE
    assert essayer(fichier(VINGT)).etat == EtatImport.APPLIQUE  # five libellés, and five types that were empty


def test_vider_une_colonne_que_peu_de_lignes_remplissent_se_verifie_aussi(essayer) -> None:
    peu = {f"B{rang:03}": ("Formation", "Collège" if rang < 8 else "") for rang in range(200)}
    essayer(fichier(peu))
    bilan = essayer(fichier({code: (libelle, "") for code, (libelle, _) in peu.items()}))
    assert "viderait « type » de 8 formations sur les 8 qui l'ont" in bilan.message
