"""People."""

from itertools import count

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline, Etablissement
from tests.factories.referentiel import etablissement

_numeros = count(1)


def discipline(libelle: str = "MATHEMATIQUES") -> Discipline:
    """A discipline de poste, by its label."""
    return Discipline.objects.get_or_create(code=libelle[:8].replace(" ", ""), defaults={"libelle": libelle})[0]


def intervenant(
    nom: str = "BÉNEC'H",
    prenom: str = "Marie",
    *,
    a: Etablissement | None = None,
    secondaire: Etablissement | None = None,
    enseigne: str = "MATHEMATIQUES",
    **champs: object,
) -> Intervenant:
    """Somebody posted at `a` (Bellevue when nothing is said), with a professional address."""
    numero = next(_numeros)
    defauts = {
        "source": "EPP",
        "reference": str(numero),
        "civilite": "MME",
        "discipline": discipline(enseigne),
        "adresse": "RESIDENCE LES ACACIAS | 12 RUE DES LILAS",
        "code_postal": "31400",
        "commune": "TOULOUSE",
        "mel_professionnel": f"personne{numero}@ac-toulouse.example",
    }
    personne = Intervenant.objects.create(nom=nom, prenom=prenom, **{**defauts, **champs})
    Exercice.objects.create(intervenant=personne, etablissement=a or etablissement(), titre="P")
    if secondaire:
        Exercice.objects.create(intervenant=personne, etablissement=secondaire, titre="S")
    return personne
