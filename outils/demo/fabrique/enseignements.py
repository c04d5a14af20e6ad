"""sts/sts_emp_<UAI>_<year>.xml: who teaches what to whom, as schools export it from STS-WEB.

Some files are in ISO-8859-1, some in UTF-8; codes bear spaces, labels their padding, and a local person little more
than a name: what real ones do.
"""

from collections.abc import Iterable
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.effectifs import libelles
from outils.demo.fabrique.etablissements import Etablissement
from outils.demo.fabrique.identites import Identites
from outils.demo.fabrique.personnes import Personne

DIVISIONS_PAR_MEF = 4
SERVICES_PAR_PERSONNE = (2, 5)
LOCAUX = (1, 3)
NATIONAL = "MEF NATIONAL"
Service = tuple[str, str]  # matière, identifier with its type
Structures = dict[str, list[Service]]


def ecrire_enseignements(
    dossier: Path, etablissements: Iterable[Etablissement], personnes: list[Personne], annee: int, hasard: Random
) -> None:
    """One file for each of these établissements."""
    dossier.mkdir(exist_ok=True)
    enseignants: dict[str, list[Personne]] = {}
    for personne in personnes:
        lieux = (personne.etablissement, *personne.secondaires) if personne.etablissement else ()
        for lieu in lieux:
            enseignants.setdefault(lieu.uai, []).append(personne)
    for rang, etablissement in enumerate(etablissements):
        encodage = "UTF-8" if rang % 3 == 2 else "ISO-8859-1"
        export = Export(etablissement, enseignants[etablissement.uai], annee, hasard)
        texte = f'<?xml version="1.0" encoding="{encodage}"?>\n{export.texte()}'
        chemin = dossier / f"sts_emp_{etablissement.uai}_{annee}.xml"
        chemin.write_bytes(texte.encode(encodage, "xmlcharrefreplace"))


class Export:
    """One school's export."""

    def __init__(self, etablissement: Etablissement, personnes: list[Personne], annee: int, hasard: Random) -> None:
        self.etablissement, self.personnes, self.annee, self.hasard = etablissement, personnes, annee, hasard
        self.mefs = [ligne for ligne in table("mefs") if ligne["niveau"] == etablissement.genre]
        self.divisions = {
            f"{mef['prefixe']} {lettre}": mef["code"]
            for mef in self.mefs
            if mef["type"] == NATIONAL
            for lettre in "ABCD"[:DIVISIONS_PAR_MEF]
        }
        # Pupils of a section share the first division of their year with others, as the guide shows.
        self.sections = {f"{mef['prefixe']} A": mef["code"] for mef in self.mefs if mef["type"] != NATIONAL}
        identites = Identites(hasard)
        self.locaux = [identites.tirer() for _ in range(hasard.randint(*LOCAUX))]

    def texte(self) -> str:
        """The document, without its prologue."""
        classes, groupes = self._services()
        return "\n".join(
            (
                f"<STS_EDT>{self._parametres()}",
                _nomenclatures(self.mefs),
                f"<DONNEES>{self._individus()}",
                f"<STRUCTURE>{self._divisions(classes)}",
                f"{self._groupes(groupes)}</STRUCTURE></DONNEES></STS_EDT>\n",
            )
        )

    def _parametres(self) -> str:
        etab = self.etablissement
        return (
            f'<PARAMETRES><UAJ CODE="{etab.uai}"><DENOM_PRINC>{escape(etab.nom)}</DENOM_PRINC><DENOM_COMPL/>'
            "<ACADEMIE><CODE>16</CODE><LIBELLE>TOULOUSE</LIBELLE></ACADEMIE></UAJ>"
            f'<ANNEE_SCOLAIRE ANNEE="{self.annee}"><DATE_DEBUT>{self.annee}-09-01</DATE_DEBUT>'
            f"<DATE_FIN>{self.annee + 1}-08-31</DATE_FIN></ANNEE_SCOLAIRE></PARAMETRES>"
        )

    def _individus(self) -> str:
        noms = libelles()
        lignes = [_individu(personne, noms[personne.discipline]) for personne in self.personnes]
        for rang, (civilite, nom, prenom, _) in enumerate(self.locaux, start=1):
            code = 1 if civilite == "M" else 2
            lignes.append(
                f'<INDIVIDU ID="{rang}" TYPE="local"><SEXE>{code}</SEXE><CIVILITE>{code}</CIVILITE>'
                f"<NOM_USAGE>{escape(nom)}</NOM_USAGE><NOM_PATRONYMIQUE/><PRENOM>{escape(prenom)}</PRENOM></INDIVIDU>"
            )
        return "\n".join(("<INDIVIDUS>", *lignes, "</INDIVIDUS>"))

    def _services(self) -> tuple[Structures, Structures]:
        """What each class and each group is taught, and by whom; a local person shares the first service."""
        classes: Structures = {code: [] for code in self.divisions}
        groupes: Structures = {}
        for personne in self.personnes:
            for matiere in self._matieres(personne.discipline):
                division = self.hasard.choice(list(self.divisions))
                service = (matiere["code"], f'ID="{personne.numero}" TYPE="epp"')
                if self.hasard.random() < 0.25:
                    groupes.setdefault(f"{division[:-2]} {matiere['gestion']}GR{division[-1]}", []).append(service)
                else:
                    classes[division].append(service)
        for rang in range(1, len(self.locaux) + 1):
            premier = next((services[0] for services in classes.values() if services), None)
            if premier:
                groupes.setdefault("AIDE AUX DEVOIRS", []).append((premier[0], f'ID="{rang}" TYPE="local"'))
        return classes, groupes

    def _matieres(self, discipline: str) -> list[dict[str, str]]:
        possibles = [ligne for ligne in table("matieres") if discipline in ligne["disciplines"].split()]
        nombre = self.hasard.randint(*SERVICES_PAR_PERSONNE) if possibles else 0
        return [self.hasard.choice(possibles) for _ in range(nombre)]

    def _divisions(self, classes: Structures) -> str:
        lignes = [
            f'<DIVISION CODE="{code}"><LIBELLE_LONG/><EFFECTIF_PREVU>{self.hasard.randint(18, 35)}</EFFECTIF_PREVU>'
            f"<MEFS_APPARTENANCE>{self._mefs(code)}</MEFS_APPARTENANCE>"
            f"{_services(services)}</DIVISION>"
            for code, services in classes.items()
        ]
        return "\n".join(("<DIVISIONS>", *lignes, "</DIVISIONS>"))

    def _mefs(self, division: str) -> str:
        codes = [self.divisions[division], *([self.sections[division]] if division in self.sections else [])]
        return "".join(f'<MEF_APPARTENANCE CODE="{code}"/>' for code in codes)

    def _groupes(self, groupes: Structures) -> str:
        lignes = []
        for code, services in groupes.items():
            siennes = [division for division in self.divisions if code.startswith(division[:-2])]
            liens = "".join(
                f'<DIVISION_APPARTENANCE CODE="{division}"/>' for division in (siennes or list(self.divisions))[:2]
            )
            lignes.append(
                f'<GROUPE CODE="{code}"><LIBELLE_LONG/><DIVISIONS_APPARTENANCE>{liens}</DIVISIONS_APPARTENANCE>'
                f"{_services(services)}</GROUPE>"
            )
        return "\n".join(("<GROUPES>", *lignes, "</GROUPES>"))


def _individu(personne: Personne, discipline: str) -> str:
    code = 1 if personne.civilite == "M" else 2
    fonction = {"H0010": "DIR", "H0020": "DIR", "H0030": "EDU"}.get(personne.discipline, "ENS")
    return (
        f'<INDIVIDU ID="{personne.numero}" TYPE="epp"><SEXE>{code}</SEXE><CIVILITE>{code}</CIVILITE>'
        f"<NOM_USAGE>{escape(personne.nom)}</NOM_USAGE>"
        f"<NOM_PATRONYMIQUE>{escape(personne.nom_naissance)}</NOM_PATRONYMIQUE>"
        f"<PRENOM>{escape(personne.prenom)}</PRENOM><DATE_NAISSANCE>{personne.date_naissance}</DATE_NAISSANCE>"
        f"<GRADE/><FONCTION>{fonction}</FONCTION>"
        f'<DISCIPLINES><DISCIPLINE CODE="{personne.discipline}"><LIBELLE_COURT>{escape(discipline)}</LIBELLE_COURT>'
        "</DISCIPLINE></DISCIPLINES></INDIVIDU>"
    )


def _services(services: list[Service]) -> str:
    """The SERVICES of a class or group: a matière once, with all who teach it."""
    par_matiere: dict[str, list[str]] = {}
    for matiere, enseignant in services:
        enseignants = par_matiere.setdefault(matiere, [])
        if enseignant not in enseignants:
            enseignants.append(enseignant)
    lignes = [
        f'<SERVICE CODE_MATIERE="{matiere}" CODE_MOD_COURS="CG"><ENSEIGNANTS>'
        + "".join(f"<ENSEIGNANT {enseignant}/>" for enseignant in enseignants)
        + "</ENSEIGNANTS></SERVICE>"
        for matiere, enseignants in par_matiere.items()
    ]
    return f"<SERVICES>{''.join(lignes)}</SERVICES>"


def _nomenclatures(mefs: list[dict[str, str]]) -> str:
    matieres = "".join(
        f'<MATIERE CODE="{ligne["code"]}"><CODE_GESTION>{ligne["gestion"]:<10}</CODE_GESTION>'
        f"<LIBELLE_COURT>{escape(ligne['libelle'][:20]):<20}</LIBELLE_COURT>"
        f"<LIBELLE_LONG>{escape(ligne['libelle'])}</LIBELLE_LONG></MATIERE>\n"
        for ligne in table("matieres")
    )
    formations = "".join(
        f'<MEF CODE="{ligne["code"]}"><LIBELLE_COURT/><LIBELLE_LONG>{escape(ligne["libelle"])}</LIBELLE_LONG>'
        f"<TYPE_MEF>{ligne['type']}</TYPE_MEF></MEF>\n"
        for ligne in mefs
    )
    return (
        f"<NOMENCLATURES><MATIERES>\n{matieres}</MATIERES><MODALITES_COURS>"
        '<MODALITE_COURS CODE="CG"><LIBELLE_COURT>COURS GENERAL</LIBELLE_COURT></MODALITE_COURS></MODALITES_COURS>'
        f"<MEFS>\n{formations}</MEFS></NOMENCLATURES>"
    )
