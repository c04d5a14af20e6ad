"""What the lines of a source of people become: disciplines, intervenants, what they complete, identities, exercices."""

from collections.abc import Callable

from imagin.domaine.personnes.enums import Source
from imagin.domaine.personnes.models import AutreIdentite, Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.echanges.personnels.priorites import champs, des_autres, du_maitre
from imagin.echanges.personnels.sources import SourceDePersonnes
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import STRICT, Objet, Plancher, Retrait
from imagin.socle.imports.models import Sorte

# Whom a school named in STS-WEB before their source did: they teach there, whatever it does not know yet.
NOMMES_PAR_STS = f"a.id IN (SELECT x.intervenant_id FROM personnes_exercice x WHERE x.source = '{Source.STS}')"
NOMS = "x.nom || ' ' || x.prenom"


def objets_de(source: SourceDePersonnes) -> Callable[[Atelier], tuple[Objet, ...]]:
    """In the order of their foreign keys. What concerns those whom another source is master of is there only when
    there are some.
    """

    def objets(atelier: Atelier) -> tuple[Objet, ...]:
        disciplines = (_disciplines(source),) if source.discipline else ()
        partagees = (_complements(source), identites_donnees(source)) if _partage(atelier, source) else ()
        return (*disciplines, _intervenants(source), *partagees, _exercices(source))

    return objets


def _partage(atelier: Atelier, source: SourceDePersonnes) -> bool:
    """Whether it knows, or knew, somebody whom another source is master of."""
    return bool(
        atelier.lignes(
            f"SELECT FROM {source.table('qui')} UNION ALL"
            f" SELECT FROM personnes_autreidentite WHERE source = '{source.source}' LIMIT 1"
        )
    )


def ecartee(source: SourceDePersonnes) -> str:
    """Condition over `a`: their line was set aside, so that they stay as they were, posting included."""
    return f"a.reference IN (SELECT valeurs ->> '{source.colonne}' FROM {source.table('ecartees')})"


def liberer_numen(source: SourceDePersonnes) -> str:
    """A NUMEN follows the person: whoever else held it (withdrawn, or exchanging theirs) lets it go first."""
    return f"""
        UPDATE personnes_intervenant t SET numen = '' FROM ecart_intervenants s
         WHERE s.sorte IN ('N', 'M') AND s.numen <> '' AND t.numen = s.numen
           AND t.source = '{source.source}' AND t.reference <> s.reference"""


def _disciplines(source: SourceDePersonnes) -> Objet:
    return Objet(
        nom="disciplines",
        modele=Discipline,
        cle=("code",),
        champs=("libelle",),
        # EPP's label is the académie's: others name what it does not.
        souhaite=f"""
            SELECT d.code, coalesce(c.libelle, d.libelle, d.code) AS libelle
              FROM {source.table("disciplines")} d LEFT JOIN referentiel_discipline c ON c.code = d.code""",
        actuel="SELECT code AS id, code, libelle FROM referentiel_discipline",
        designation="x.libelle",
    )


def _intervenants(source: SourceDePersonnes) -> Objet:
    noms = champs(source)
    return Objet(
        nom="intervenants",
        modele=Intervenant,
        cle=("reference",),
        champs=noms,
        souhaite=du_maitre(source),
        actuel=f"""SELECT id, reference, {", ".join(noms)}, retire_le FROM personnes_intervenant
                    WHERE source = '{source.source}' AND fusionne_dans_id IS NULL""",
        colonnes={"source": f"'{source.source}'", **{nom: f"s.{nom}" for nom in ("reference", *noms)}},
        retrait=Retrait(
            poser="retire_le = now()",
            deja="retire_le IS NOT NULL",
            lever="retire_le = NULL",
            sauf=f"{ecartee(source)} OR {NOMMES_PAR_STS}",
        ),
        plancher=STRICT,
        designation=NOMS,
        discrets=("numen",),
        avant=(liberer_numen(source),),
        essai=(Sorte.RETRAIT,),  # what else changes of a person contradicts no convocation
    )


def _complements(source: SourceDePersonnes) -> Objet:
    noms = champs(source)
    return Objet(
        nom="compléments",
        modele=Intervenant,
        cle=("intervenant_id",),
        champs=noms,
        souhaite=des_autres(source),
        actuel=f"""SELECT i.id, i.id AS intervenant_id, {", ".join(f"i.{nom}" for nom in noms)}
                     FROM personnes_intervenant i
                    WHERE i.id IN (SELECT intervenant_id FROM {source.table("qui")})""",
        colonnes={nom: f"s.{nom}" for nom in noms},
        designation="x.nom || ' ' || x.prenom",
        discrets=("numen",),
        essai=(),
    )


def identites_donnees(source: SourceDePersonnes) -> Objet:
    """The other identities that it gives."""
    return Objet(
        nom="identités",
        modele=AutreIdentite,
        cle=("reference",),
        champs=(),
        souhaite=f"SELECT ligne, reference, intervenant_id, par FROM {source.table('qui')}",
        actuel=f"SELECT id, reference, retiree_le FROM personnes_autreidentite WHERE source = '{source.source}'",
        colonnes={
            "source": f"'{source.source}'",
            "reference": "s.reference",
            "intervenant_id": "s.intervenant_id",
            "rapproche_par": "s.par",
        },
        retrait=Retrait(
            poser="retiree_le = now()", deja="retiree_le IS NOT NULL", lever="retiree_le = NULL", sauf=ecartee(source)
        ),
        designation="i.nom || ' ' || i.prenom",
        designes=f"""
            LEFT JOIN personnes_autreidentite c ON c.source = '{source.source}' AND c.reference = x.reference
            LEFT JOIN {source.table("qui")} q ON q.reference = x.reference
            LEFT JOIN personnes_intervenant i ON i.id = coalesce(c.intervenant_id, q.intervenant_id)""",
        essai=(),
    )


def _exercices(source: SourceDePersonnes) -> Objet:
    """Postings of those whom it is master of, and, as secondaires, those that it adds to another's."""
    lues, qui = source.table("personnes"), source.table("qui")
    return Objet(
        nom="exercices",
        modele=Exercice,
        cle=("reference", "uai"),
        champs=("titre",),
        souhaite=f"""
            SELECT p.ligne, p.reference, p.uai, CASE WHEN q.ligne IS NULL THEN p.titre ELSE 'S' END AS titre,
                   q.intervenant_id AS attachee
              FROM (SELECT ligne, {source.colonne} AS reference, uai_principal AS uai, 'P' AS titre FROM {lues}
                     WHERE uai_principal IS NOT NULL
                    UNION ALL SELECT ligne, reference, uai, 'S' FROM {source.table("secondaires")}) p
              LEFT JOIN {qui} q ON q.ligne = p.ligne
             WHERE q.ligne IS NULL OR NOT EXISTS (
                   SELECT FROM personnes_exercice x JOIN referentiel_etablissement e ON e.id = x.etablissement_id
                    WHERE x.intervenant_id = q.intervenant_id AND e.uai = p.uai AND x.source <> '{source.source}')""",
        actuel=f"""
            SELECT x.id, i.reference, e.uai, x.titre FROM personnes_exercice x
              JOIN personnes_intervenant i ON i.id = x.intervenant_id AND i.source = '{source.source}'
              JOIN referentiel_etablissement e ON e.id = x.etablissement_id
             WHERE x.source = ''
            UNION ALL
            SELECT x.id, coalesce(q.reference, a.reference), e.uai, x.titre FROM personnes_exercice x
              LEFT JOIN {qui} q ON q.intervenant_id = x.intervenant_id
              LEFT JOIN LATERAL (SELECT min(reference) AS reference FROM personnes_autreidentite a
                                  WHERE a.intervenant_id = x.intervenant_id AND a.source = '{source.source}') a ON TRUE
              JOIN referentiel_etablissement e ON e.id = x.etablissement_id
             WHERE x.source = '{source.source}' AND coalesce(q.reference, a.reference) IS NOT NULL""",
        colonnes={
            "intervenant_id": "coalesce(s.attachee, i.id)",
            "etablissement_id": "e.id",
            "titre": "s.titre",
            "source": f"CASE WHEN s.attachee IS NULL THEN '' ELSE '{source.source}' END",
        },
        jointures=f"""
            LEFT JOIN personnes_intervenant i ON i.source = '{source.source}' AND i.reference = s.reference
            JOIN referentiel_etablissement e ON e.uai = s.uai""",
        retrait=Retrait(sauf=ecartee(source)),
        # Every autumn a tenth of the people move to another school.
        plancher=Plancher(retraits=20),
        designation="concat_ws(', ', coalesce(t.nom || ' ' || t.prenom, i.nom || ' ' || i.prenom), e.libelle)",
        designes=f"""
            LEFT JOIN {lues} t ON t.{source.colonne} = x.reference
            LEFT JOIN personnes_intervenant i ON i.source = '{source.source}' AND i.reference = x.reference
            LEFT JOIN referentiel_etablissement e ON e.uai = x.uai""",
        # One principal at most, at every instant: the old one steps down before the new one steps up.
        vagues=("s.titre = 'S'", "s.titre = 'P'"),
        essai=(),
    )
