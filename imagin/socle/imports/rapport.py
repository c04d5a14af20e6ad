"""Fifth verb, rapport: an import told in French, for a terminal or a screen."""

from collections.abc import Iterator

from imagin.socle.imports.models import Etat, Import

TITRES = {
    Etat.APERCU: "Aperçu : rien n'a été modifié. Ajoutez --appliquer pour importer.",
    Etat.APPLIQUE: "Import appliqué.",
    Etat.REFUSE: "Import refusé : rien n'a été modifié.",
    Etat.EN_COURS: "Import interrompu : rien n'a été modifié.",
}
MAX_AFFICHES = 20


def raconter(bilan: Import, *, complet: bool = False) -> Iterator[str]:
    """The report, line by line; `complet` gives all the refused lines and changes that it holds."""
    limite = None if complet else MAX_AFFICHES
    yield f"{bilan.connecteur} : {bilan.fichier}, {accorder(bilan.nb_lus, 'ligne lue', 'lignes lues')}"
    for objet in bilan.bilan:
        yield (
            f"  {objet['objet']} : {accorder(objet['nouveaux'], 'création', 'créations')}, "
            f"{accorder(objet['modifies'], 'modification', 'modifications')}, "
            f"{nombre(objet['inchanges'])} sans changement, "
            f"{accorder(objet['retires'], 'retrait', 'retraits')}"
        )
        for exemple in objet["exemples"].get("modifies", [])[:limite]:
            yield f"    {exemple['cle']} : " + ", ".join(_change(*change) for change in exemple["champs"].items())
    if bilan.nb_rejets:
        yield f"  {accorder(bilan.nb_rejets, 'ligne refusée', 'lignes refusées')}"
        for rejet in bilan.rejets[:limite]:
            yield f"    {_rejet(rejet)}"
        if limite and bilan.nb_rejets > limite:
            reste = accorder(bilan.nb_rejets - limite, "autre", "autres")
            yield f"    … et {reste} : le rapport n° {bilan.pk} garde les {nombre(len(bilan.rejets))} premières"
    if bilan.message:
        yield bilan.message
    yield TITRES[Etat(bilan.etat)]


def _change(champ: str, valeurs: list[object]) -> str:
    avant, apres = valeurs
    return f"{champ} « {'' if avant is None else avant} » → « {'' if apres is None else apres} »"


def _rejet(rejet: dict[str, object]) -> str:
    ou = f"{rejet['table']}, ligne {rejet['ligne']}"
    quoi = f", {rejet['colonne']}" if rejet["colonne"] else ""
    valeur = f" « {rejet['valeur']} »" if rejet["valeur"] else ""
    return f"{ou}{quoi}{valeur} : {rejet['motif']}"


def nombre(valeur: int) -> str:
    """« 200 000 », with a narrow no-break space."""
    return f"{valeur:,}".replace(",", "\u202f")


def accorder(valeur: int, singulier: str, pluriel: str) -> str:
    """« 1 ligne lue », « 3 lignes lues »."""
    return f"{nombre(valeur)} {singulier if abs(valeur) < 2 else pluriel}"
