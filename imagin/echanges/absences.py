"""Absences that a system of the personnel sends, as indisponibilités: one mechanism for EPP and for SIRHEN.

The file is the complete picture of that system's absences: what it no longer holds is withdrawn, what heads of school
or another system declared is never touched (G3.2-04).
"""

from django.conf import settings

from imagin.domaine.disponibilites.actions import recevoir_indisponibilites
from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.enums import Source
from imagin.echanges.contrats import contrat
from imagin.echanges.personnes import retrouver_les_zeros
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import STRICT, TOLERANCE, Connecteur, Objet, Regle, Retrait
from imagin.socle.imports.lecture import lire_csv
from imagin.socle.temps import DERNIER_JOUR

# Both systems write whole days without hours, and the last minute of a day for « until midnight »; on the académie's
# clock. An absence that nobody knows the end of lasts until the last day that exists: « sans date de fin » on screens.
LUES = """
SELECT t.ligne, i.id AS intervenant_id,
       tstzrange((t.date_debut::date + coalesce(t.heure_debut::time, '00:00')) AT TIME ZONE '{fuseau}',
                 (coalesce(t.date_fin, '{dernier_jour}')::date
                  + CASE WHEN t.date_fin IS NULL OR coalesce(t.heure_fin, '23:59') = '23:59' THEN interval '1 day'
                         ELSE t.heure_fin::interval END) AT TIME ZONE '{fuseau}') AS periode,
       t.motif
  FROM {table} t JOIN personnes_intervenant i ON i.{champ} = t.{colonne} AND i.source = '{personnes}'
"""


def connecteur_d_absences(
    code: str,
    libelle: str,
    source: SourceIndisponibilite,
    *,
    colonne: str,
    champ: str,
    inconnus: int,
    personnes: Source = Source.EPP,
) -> Connecteur:
    """The connector of a system's absences; `colonne` of its file names people by their `champ`,
    among those that the source `personnes` brought.

    `inconnus`: per cent of the lines that may be of people whom it has not brought; they are set aside.
    """
    table = f"import_{code.replace('-', '_')}_absences"
    lues, avant, couverts, ecartes = (f"{table}_{nom}" for nom in ("lues", "avant", "couverts", "ecartes"))
    siennes = f"SELECT id, intervenant_id, periode, motif FROM disponibilites_indisponibilite WHERE source = '{source}'"

    def lire(atelier: Atelier) -> None:
        lire_csv(atelier, contrat(code, "absences"))
        if champ == "reference":
            retrouver_les_zeros(atelier, "absences", colonne, source=personnes)

    def preparer(atelier: Atelier) -> None:
        """Keep what was known before: whoever was unavailable already has been told of. Of whom a line was set aside,
        the absences stay.
        """
        atelier.deriver(
            lues,
            LUES.format(
                table=table,
                champ=champ,
                colonne=colonne,
                dernier_jour=DERNIER_JOUR,
                personnes=personnes,
                fuseau=settings.TIME_ZONE,
            ),
        )
        atelier.deriver(
            ecartes,
            f"""SELECT i.id FROM personnes_intervenant i JOIN {table.removesuffix("absences")}ecartees e
                    ON e.valeurs ->> '{colonne}' = i.{champ} WHERE i.source = '{personnes}'""",
        )
        atelier.deriver(avant, siennes)
        atelier.deriver(
            couverts,
            f"""SELECT DISTINCT c.id FROM convocations_creneau c
                  JOIN disponibilites_indisponibilite d ON d.intervenant_id = c.intervenant_id AND d.periode && c.plage
                 WHERE c.intervenant_id IN (SELECT intervenant_id FROM {lues})""",
        )

    def conclure(atelier: Atelier) -> None:
        """Tell the gestionnaires, in the transaction of the import."""
        nouvelles = f"SELECT id FROM ({siennes}) d WHERE NOT EXISTS (SELECT FROM {avant} a WHERE a.id = d.id)"
        retirees = f"""SELECT DISTINCT intervenant_id FROM {avant} a
                        WHERE NOT EXISTS (SELECT FROM ({siennes}) d WHERE d.id = a.id)"""
        recevoir_indisponibilites(
            systeme(f"import {code}"),
            indisponibilites=[cle for (cle,) in atelier.lignes(nouvelles)],
            deja_couverts=[cle for (cle,) in atelier.lignes(f"SELECT id FROM {couverts}")],
            liberees=[cle for (cle,) in atelier.lignes(retirees)],
        )

    return Connecteur(
        code=code,
        libelle=libelle,
        lire=lire,
        regles=_regles(table, colonne, champ, inconnus, personnes),
        objets=(
            Objet(
                nom="indisponibilités",
                modele=Indisponibilite,
                cle=("intervenant_id", "periode", "motif"),
                champs=(),
                souhaite=f"SELECT ligne, intervenant_id, periode, motif FROM {lues}",
                actuel=siennes,
                colonnes={
                    "intervenant_id": "s.intervenant_id",
                    "periode": "s.periode",
                    "motif": "s.motif",
                    "source": f"'{source}'",
                },
                retrait=Retrait(sauf=f"a.intervenant_id IN (SELECT id FROM {ecartes})"),
                plancher=STRICT,
                designation="i.nom || ' ' || i.prenom",
                designes="LEFT JOIN personnes_intervenant i ON i.id = x.intervenant_id",
            ),
        ),
        preparer=preparer,
        conclure=conclure,
    )


def _regles(table: str, colonne: str, champ: str, inconnus: int, personnes: Source) -> tuple[Regle, ...]:
    return (
        Regle(
            table="absences",
            colonne=colonne,
            motif=f"personne inconnue d'IMAG'IN : importez d'abord {personnes.label}",
            requete=f"""SELECT t.ligne, t.{colonne} FROM {table} t
                         WHERE NOT EXISTS (SELECT FROM personnes_intervenant i
                                            WHERE i.{champ} = t.{colonne} AND i.source = '{personnes}')""",
            lit_du_texte=True,
            ecarte=inconnus,
        ),
        Regle(
            table="absences",
            colonne="date_fin",
            motif="la fin de l'absence ne vient pas après son début",
            requete=f"""SELECT ligne, concat_ws(' ', date_fin, heure_fin) FROM {table}
                         WHERE (coalesce(date_fin, '{DERNIER_JOUR}'), coalesce(heure_fin, '24:00'))
                            <= (date_debut, coalesce(heure_debut, '00:00'))""",
            ecarte=TOLERANCE,
        ),
        Regle(
            table="absences",
            colonne=colonne,
            motif="absence donnée deux fois dans le fichier",
            requete=f"""SELECT ligne, {colonne} FROM (
                            SELECT ligne, {colonne}, row_number() OVER (
                                PARTITION BY {colonne}, date_debut, coalesce(heure_debut, '00:00'),
                                             coalesce(date_fin, ''), coalesce(heure_fin, '23:59'), motif
                                ORDER BY ligne) AS rang
                              FROM {table}) d WHERE rang > 1""",
            lit_du_texte=True,
            ecarte=TOLERANCE,
        ),
    )
