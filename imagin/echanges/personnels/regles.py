"""What the contract of a source of people cannot say."""

from collections.abc import Callable, Sequence

from imagin.domaine.personnes.enums import Source
from imagin.echanges.personnels.sources import SourceDePersonnes
from imagin.echanges.personnes import regle_autre_personne
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Regle


def regles_de(source: SourceDePersonnes) -> Callable[[Atelier], Sequence[Regle]]:
    """Those of this source; who its numbers are depends on what somebody decided of them."""

    def regles(atelier: Atelier) -> Sequence[Regle]:
        autre_personne = regle_autre_personne(atelier, "personnes", source.colonne, source=source.source)
        return (*_etablissements(source), numen_d_un_autre(source), _zeros_de_tete(source), autre_personne)

    return regles


def numen_d_un_autre(source: SourceDePersonnes) -> Regle:
    """A number that means somebody, and a NUMEN that means somebody else, whom this source does not bring.

    Somebody whom only another source knows is no other person: their NUMEN says who they are (see `rapprochement`).
    """
    connue = f"""
        SELECT coalesce(p.fusionne_dans_id, p.id) AS id FROM personnes_intervenant p
         WHERE p.source = '{source.source}' AND p.reference = t.{source.colonne}
        UNION SELECT a.intervenant_id FROM personnes_autreidentite a
         WHERE a.source = '{source.source}' AND a.reference = t.{source.colonne}"""
    return Regle(
        table="personnes",
        colonne="numen",
        motif="NUMEN déjà porté par une autre personne, venue d'ailleurs : corrigez l'une des deux, ou fusionnez-les",
        si=f"SELECT FROM personnes_intervenant WHERE source <> '{source.source}' AND numen <> ''",
        requete=f"""
            SELECT t.ligne, t.numen FROM personnes_intervenant i JOIN {source.table("personnes")} t ON t.numen = i.numen
             WHERE i.numen <> '' AND i.source <> '{source.source}'
               AND (i.source = '{Source.AUTRE}' OR EXISTS (SELECT FROM ({connue}) c WHERE c.id <> i.id))""",
        lit_du_texte=True,
        ecarte=TOLERANCE,
    )


def _etablissements(source: SourceDePersonnes) -> tuple[Regle, ...]:
    lues, secondaires = source.table("personnes"), source.table("secondaires")
    return (
        regle_uai(source.code, "personnes", "uai_principal", ecarte=TOLERANCE),
        regle_uai(
            source.code,
            "personnes",
            "uai_secondaires",
            lues=f"SELECT ligne, uai FROM {secondaires}",
            champ="uai",
            ecarte=TOLERANCE,
        ),
        Regle(
            table="personnes",
            colonne="uai_secondaires",
            motif="le même établissement est cité deux fois pour cette personne",
            requete=f"""
                SELECT s.ligne, s.uai FROM {secondaires} s JOIN {lues} t USING (ligne)
                 GROUP BY s.ligne, s.uai, t.uai_principal HAVING count(*) > 1 OR s.uai = t.uai_principal""",
            si=f"""
                SELECT FROM {lues} WHERE strpos(uai_secondaires, uai_principal) > 0
                UNION ALL
                SELECT FROM (SELECT count(DISTINCT hashtextextended(uai, ligne)) < count(*) AS moins
                               FROM {secondaires}) c WHERE moins""",
            lit_du_texte=True,
            ecarte=TOLERANCE,
        ),
    )


def _zeros_de_tete(source: SourceDePersonnes) -> Regle:
    numero = source.colonne
    return Regle(
        table="personnes",
        colonne=numero,
        motif="le même numéro est déjà dans le fichier, aux zéros de tête près",
        requete=f"""
            SELECT ligne, {numero} FROM (
                SELECT ligne, {numero},
                       first_value({numero}) OVER (PARTITION BY ltrim({numero}, '0') ORDER BY ligne) AS premier
                  FROM {source.table("personnes")}) d WHERE {numero} <> premier""",
        si=f"SELECT FROM {source.table('personnes')} WHERE {numero} LIKE '0%'",
        ecarte=TOLERANCE,
    )
