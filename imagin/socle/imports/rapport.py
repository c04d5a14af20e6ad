"""Fifth verb, rapport: an import told in French, for a terminal or a screen."""

from collections.abc import Iterator
from typing import Any

from imagin.socle.imports.differences import en_texte
from imagin.socle.imports.models import Difference, EtatImport, Import, Sorte

TITRES = {
    EtatImport.APERCU: "Aperçu : rien n'a été modifié. Ajoutez --appliquer pour importer.",
    EtatImport.APPLIQUE: "Import appliqué.",
    EtatImport.REFUSE: "Import refusé : rien n'a été modifié.",
    EtatImport.ATTENTE: "Import en attente : rien n'a encore été lu.",
    EtatImport.DEFAIT: "Import défait : les lignes qu'il avait écrites sont redevenues ce qu'elles étaient.",
    EtatImport.EN_COURS: "Import interrompu : rien n'a été modifié.",
}
MAX_AFFICHES = 20
ECARTS = {
    "ecartees": (
        "ligne écartée, ce qu'elle nomme reste en l'état",
        "lignes écartées, ce qu'elles nomment reste en l'état",
    ),
    "laissees": ("valeur laissée de côté", "valeurs laissées de côté"),
    "remarques": ("remarque", "remarques"),
}
"""What the import did without, in the order of the report: singular, plural."""


def raconter(bilan: Import, *, complet: bool = False) -> Iterator[str]:
    """The report, line by line; `complet` gives all the refused lines and changes that it holds."""
    limite = None if complet else MAX_AFFICHES
    yield f"{bilan.connecteur} : {bilan.fichier}, {nombre_accorde(bilan.nb_lus, 'ligne lue', 'lignes lues')}"
    for objet in bilan.bilan:
        yield (
            f"  {objet['objet']} : {nombre_accorde(objet['nouveaux'], 'création', 'créations')}, "
            f"{nombre_accorde(objet['modifies'], 'modification', 'modifications')}, "
            f"{nombre(objet['inchanges'])} sans changement, "
            f"{nombre_accorde(objet['retires'], 'retrait', 'retraits')}"
        )
        yield from _differences(bilan, objet, limite)
    for nom, titres in ECARTS.items():
        if nom in bilan.ecarts:
            yield from _ecarts(bilan, bilan.ecarts[nom], titres, limite)
    if bilan.nb_rejets:
        rejets = {"total": bilan.nb_rejets, "premiers": bilan.rejets}
        yield from _ecarts(bilan, rejets, ("ligne refusée", "lignes refusées"), limite)
    yield from _concernees(bilan.consequences, limite)
    if bilan.message:
        yield bilan.message
    yield TITRES[EtatImport(bilan.etat)]


def dire_perime(divergences: int) -> str:
    """Why what somebody read was not applied."""
    combien = nombre_accorde(
        divergences,
        "différence n'est plus celle que vous avez lue",
        "différences ne sont plus celles que vous avez lues",
    )
    return f"La base a changé depuis cet aperçu : {combien}. Voici le nouvel aperçu ; rien n'a été modifié."


def _concernees(consequences: dict[str, Any], limite: int | None) -> Iterator[str]:
    """People already summoned whom the import contradicts: how many, and the first of them."""
    total = consequences.get("total", 0)
    if not total:
        return
    yield f"  {nombre_accorde(total, 'personne convoquée concernée', 'personnes convoquées concernées')}, à revoir"
    montrees = consequences["premieres"][:limite]
    for une in montrees:
        yield f"    {une['personne']}, mission {une['mission']}, {une['centre']} : {une['pourquoi']}"
    if total > len(montrees):
        yield f"    … et {nombre_accorde(total - len(montrees), 'autre', 'autres')}"


def _differences(bilan: Import, objet: dict[str, Any], limite: int | None) -> Iterator[str]:
    """Who and what, by name: withdrawals first, since they are what one regrets."""
    for sorte, compte in ((Sorte.RETRAIT, "retires"), (Sorte.MODIFICATION, "modifies"), (Sorte.CREATION, "nouveaux")):
        if not objet[compte]:
            continue
        gardees = bilan.differences.filter(objet=objet["objet"], sorte=sorte).order_by("pk")
        montrees = list(gardees[:limite] if limite else gardees)
        for difference in montrees:
            yield f"    {sorte.label.lower()} : {designee(difference)}"
        if montrees and objet[compte] > len(montrees):
            reste = nombre_accorde(objet[compte] - len(montrees), "autre", "autres")
            yield f"    … et {reste} : --differences les écrit dans un fichier CSV"


def designee(difference: Difference) -> str:
    """« 4100001 ROY Léa : commune « ASPET » → « TARBES » »."""
    nom = f"{difference.cle} {difference.designation}".rstrip()
    if difference.sorte != Sorte.MODIFICATION or not difference.apres:
        return nom
    avant = difference.avant or {}
    changes = ((champ, [avant.get(champ), apres]) for champ, apres in difference.apres.items())
    return f"{nom} : " + ", ".join(_change(*change) for change in changes)


def _ecarts(bilan: Import, ecarts: dict[str, Any], titres: tuple[str, str], limite: int | None) -> Iterator[str]:
    """How many, and the first of them with their reason."""
    total, premiers = ecarts["total"], ecarts["premiers"]
    yield f"  {nombre_accorde(total, *titres)}"
    for rejet in premiers[:limite]:
        yield f"    {_rejet(rejet)}"
    if limite and total > limite:
        reste = nombre_accorde(total - limite, "autre", "autres")
        yield f"    … et {reste} : le rapport n° {bilan.pk} garde les {nombre(len(premiers))} premières"


def _change(champ: str, valeurs: list[object]) -> str:
    avant, apres = valeurs
    return f"{champ} « {en_texte(avant)} » → « {en_texte(apres)} »"


def _rejet(rejet: dict[str, object]) -> str:
    ou = f"{rejet['table']}, ligne {rejet['ligne']}"
    quoi = f", {rejet['colonne']}" if rejet["colonne"] else ""
    valeur = f" « {rejet['valeur']} »" if rejet["valeur"] else ""
    return f"{ou}{quoi}{valeur} : {rejet['motif']}"


def nombre(valeur: int) -> str:
    """« 200 000 », with a narrow no-break space."""
    return f"{valeur:,}".replace(",", "\u202f")


def nombre_accorde(valeur: int, singulier: str, pluriel: str) -> str:
    """« 1 ligne lue », « 3 lignes lues »."""
    return f"{nombre(valeur)} {singulier if abs(valeur) < 2 else pluriel}"
