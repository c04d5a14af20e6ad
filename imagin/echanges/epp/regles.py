"""What the contract of EPP cannot say: what any source of people is checked for, and one label for each discipline."""

from collections.abc import Sequence

from imagin.echanges.personnels.regles import regles_de
from imagin.echanges.personnels.sources import EPP
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Regle

LIBELLES = Regle(
    table="personnes",
    colonne="discipline",
    motif="libellé absent, ou différent de celui d'une autre ligne pour le même code de discipline",
    si="SELECT FROM import_epp_disciplines WHERE douteux",
    requete="""
        SELECT t.ligne, t.discipline_code || ' ' || coalesce(t.discipline, '')
          FROM import_epp_disciplines d JOIN import_epp_personnes t ON t.discipline_code = d.code
         WHERE d.libelle IS NULL OR d.douteux AND t.discipline IS DISTINCT FROM d.libelle""",
    lit_du_texte=True,
    ecarte=TOLERANCE,
    laisse=True,
)
COMMUNES = regles_de(EPP)


def regles(atelier: Atelier) -> Sequence[Regle]:
    """These; who its numbers are depends on what somebody decided of them."""
    return (LIBELLES, *COMMUNES(atelier))
