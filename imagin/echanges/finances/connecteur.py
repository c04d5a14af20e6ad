"""What the finance system answers: each état de frais of a batch is accepted (paid) or rejected, with the reason."""

from functools import partial

from imagin.domaine.frais.actions import liberer_les_rejetes
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.contrats import contrat
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur, Objet, Plancher, Regle
from imagin.socle.imports.lecture import lire_csv

LUE = "import_finances_retour"
VISE = f"{LUE} t LEFT JOIN frais_etatfrais f ON f.id = t.etat::bigint AND f.lot_id = t.lot::bigint"


def rouvrir_les_rejets(_: Atelier) -> None:
    """What was rejected may be corrected by its centre again."""
    liberer_les_rejetes(systeme("import finances"))


def _regle(colonne: str, motif: str, condition: str) -> Regle:
    return Regle(
        table="retour",
        colonne=colonne,
        motif=motif,
        requete=f"SELECT t.ligne, t.{colonne} FROM {VISE} WHERE {condition}",
    )


CONNECTEUR = Connecteur(
    code="finances",
    libelle="Retour de liquidation des états de frais",
    lire=partial(lire_csv, contrat=contrat("finances", "retour")),
    regles=(
        _regle("etat", "cet état de frais n'est pas dans ce lot : vérifiez les deux numéros", "f.id IS NULL"),
        _regle(
            "resultat",
            "cet état de frais a déjà reçu une autre réponse : contactez le service des finances",
            "f.id IS NOT NULL AND f.etat <> 'TRANSMIS' AND f.etat <> t.resultat",
        ),
        _regle("motif", "un rejet donne son motif", "t.resultat = 'REJETE' AND t.motif IS NULL"),
        _regle("motif", "un état de frais accepté n'a pas de motif", "t.resultat = 'ACCEPTE' AND t.motif IS NOT NULL"),
    ),
    objets=(
        Objet(
            nom="états de frais",
            modele=EtatFrais,
            cle=("numero",),
            champs=("etat", "motif"),
            souhaite=f"SELECT etat::bigint AS numero, resultat AS etat, coalesce(motif, '') AS motif FROM {LUE}",
            actuel=f"""
            SELECT f.id, f.id AS numero, f.etat, f.motif
            FROM frais_etatfrais f JOIN {LUE} t ON t.etat::bigint = f.id""",
            colonnes={"etat": "s.etat", "motif": "s.motif", "change_le": "now()", "change_par": "'Finances'"},
            modifies=("change_le", "change_par"),
            plancher=Plancher(sauf=("etat", "motif")),  # an answer changes all that it answers
        ),
    ),
    conclure=rouvrir_les_rejets,
)
