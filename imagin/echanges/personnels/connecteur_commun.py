"""The connector of a source of people: one mechanism for EPP privé, AGAPE, AGAPE privé and RenoirH."""

from imagin.domaine.personnes.models import Intervenant
from imagin.echanges.contrats import contrat
from imagin.echanges.personnels.objets import objets_de
from imagin.echanges.personnels.rapprochement import reconnaitre_les_personnes
from imagin.echanges.personnels.regles import regles_de
from imagin.echanges.personnels.sources import SourceDePersonnes
from imagin.echanges.personnes import ceder_les_numeros, retrouver_les_zeros
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.ecarts import reprendre
from imagin.socle.imports.lecture import lire_csv


def connecteur_de_personnes(source: SourceDePersonnes) -> Connecteur:
    """One CSV, the complete picture of the people whom this source gives; it withdraws those and nobody else."""
    lues, secondaires = source.table("personnes"), source.table("secondaires")
    connues = f"SELECT i.reference, to_jsonb(i) FROM personnes_intervenant i WHERE i.source = '{source.source}'"

    def lire(atelier: Atelier) -> None:
        """Read the file; its disciplines and secondary postings, one a row, are set apart."""
        lire_csv(atelier, contrat(source.code, "personnes"))
        retrouver_les_zeros(atelier, "personnes", source.colonne, source=source.source)
        ceder_les_numeros(atelier, "personnes", f"t.{source.colonne}", source=source.source)
        if source.discipline:
            atelier.deriver(
                source.table("disciplines"),
                f"""SELECT discipline_code AS code, mode() WITHIN GROUP (ORDER BY discipline) AS libelle
                      FROM {lues} WHERE discipline_code IS NOT NULL GROUP BY 1""",
            )
        atelier.deriver(
            secondaires,
            f"""SELECT ligne, {source.colonne} AS reference, unnest(string_to_array(uai_secondaires, ',')) AS uai
                  FROM {lues} WHERE uai_secondaires IS NOT NULL""",
        )

    def preparer(atelier: Atelier) -> None:
        """Values that cannot be used leave what is known; the postings of lines set aside go with them; then who is
        who.
        """
        reprendre(atelier, "personnes", source.colonne, connues)
        atelier.executer(f"DELETE FROM {secondaires} s WHERE NOT EXISTS (SELECT FROM {lues} t WHERE t.ligne = s.ligne)")
        reconnaitre_les_personnes(atelier, source)

    return Connecteur(
        code=source.code,
        libelle=source.libelle,
        lire=lire,
        regles=regles_de(source),
        objets=objets_de(source),
        preparer=preparer,
        unicite=Intervenant,
    )
